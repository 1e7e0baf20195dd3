import { ContainerModule } from 'inversify'
import { AnnouncementWorker } from '../../application/announcement-worker.js'
import { Bell } from '../../application/bell.js'
import type { AnnouncementNotices, Announcer } from '../../application/ports/announcer.js'
import type { Channel } from '../../domain/announcement/announcement.js'
import type { Settings } from '../environment/settings.js'
import { HttpAnnouncer } from '../webhooks/http-announcer.js'
import type { Part } from './house.js'
import { tokens } from './tokens.js'
import { version } from './version.js'

type WebhookSettings = Pick<Settings, 'alertWebhookUrl' | 'eventsWebhookUrl' | 'webhookSecret'>

/** What other programs are told by webhook, and who tells them. */
export function announcingPart(settings: WebhookSettings, notices: AnnouncementNotices): Part {
  const urls = urlsOf(settings)
  return {
    name: 'announcing',
    opens: [tokens.announcements],
    module: new ContainerModule(({ bind }) => {
      bind(tokens.announcing).toConstantValue({ channels: new Set(Object.keys(urls) as Channel[]), bell: new Bell() })
      bind(tokens.announcements)
        .toResolvedValue(
          (store, clock, randomness, background, { bell }) => {
            const announcer = announcerFor(urls, settings)
            return new AnnouncementWorker({ store, clock, randomness, background, bell, notices, announcer })
          },
          [tokens.store, tokens.clock, tokens.randomness, tokens.background, tokens.announcing],
        )
        .onDeactivation((worker) => {
          worker.stop()
        })
    }),
  }
}

function urlsOf({ alertWebhookUrl, eventsWebhookUrl }: WebhookSettings): Partial<Record<Channel, string>> {
  return {
    ...(alertWebhookUrl === undefined ? {} : { alerts: alertWebhookUrl }),
    ...(eventsWebhookUrl === undefined ? {} : { events: eventsWebhookUrl }),
  }
}

/** Without an address nothing is told; what was stored while there was one waits its three days for it to come back. */
function announcerFor(urls: Partial<Record<Channel, string>>, { webhookSecret: secret }: WebhookSettings): Announcer {
  return secret === undefined
    ? { tell: async () => ({ outcome: 'not-taken', reason: 'no address is set for it' }) }
    : new HttpAnnouncer({ urls, secret, version })
}
