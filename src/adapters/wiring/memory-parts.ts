import { createHash } from 'node:crypto'
import { ContainerModule } from 'inversify'
import { defaultCoolDown } from '../../domain/delivery/cool-down.js'
import type { EmailAddress } from '../../domain/registration/email-address.js'
import { defaultLifetimes } from '../../domain/registration/registration.js'
import { TemplateEmailComposer } from '../email/template-email-composer.js'
import { FastPasswordHasher } from '../memory/fast-password-hasher.js'
import { InMemoryBackground } from '../memory/in-memory-background.js'
import { InMemoryEmailSender } from '../memory/in-memory-email-sender.js'
import { InMemoryMailbox } from '../memory/in-memory-mailbox.js'
import { InMemoryProviderProbe } from '../memory/in-memory-provider-probe.js'
import { InMemoryStore } from '../memory/in-memory-store.js'
import { InMemoryTranscriptLog } from '../memory/in-memory-transcript-log.js'
import { ManualClock } from '../memory/manual-clock.js'
import { SeededRandomness } from '../memory/seeded-randomness.js'
import { HmacConfirmationTokens } from '../system/hmac-confirmation-tokens.js'
import { announcingPart } from './announcing-part.js'
import { deliveryPart } from './delivery-part.js'
import type { Part } from './house.js'
import { httpPart } from './http-part.js'
import { listenerPart } from './listener-part.js'
import { metricsPart } from './metrics-part.js'
import { newRecorder, secretPatterns } from './recording-part.js'
import { tokens } from './tokens.js'
import { version } from './version.js'

export interface MemoryHouse {
  readonly parts: readonly Part[]
  readonly clock: ManualClock
  readonly mailServer: InMemoryEmailSender
  readonly log: InMemoryTranscriptLog
}

const operatorToken = 'operator-of-a-house-in-memory'

/** The whole product on in-memory adapters: nothing is written, nothing leaves the process but answers over HTTP. */
export function memoryHouse(mailServer: InMemoryEmailSender = new InMemoryEmailSender()): MemoryHouse {
  const clock = new ManualClock()
  const log = new InMemoryTranscriptLog({ now: () => clock.now(), processId: process.pid, version })
  const secretKey = new Uint8Array(32)
  const adapters: Part = {
    name: 'memory',
    opens: [tokens.store, tokens.background],
    module: new ContainerModule(({ bind }) => {
      bind(tokens.clock).toConstantValue(clock)
      bind(tokens.log).toConstantValue(log)
      bind(tokens.store).toResolvedValue(() => new InMemoryStore())
      bind(tokens.isGone).toConstantValue(() => false)
      bind(tokens.randomness).toResolvedValue(() => new SeededRandomness())
      bind(tokens.hasher).toResolvedValue(() => new FastPasswordHasher())
      bind(tokens.confirmationTokens).toResolvedValue(() => new HmacConfirmationTokens({ secretKey }))
      bind(tokens.fingerprint).toConstantValue((...texts) =>
        createHash('sha256').update(texts.join('\0')).digest('hex'),
      )
      bind(tokens.notices).toConstantValue({ incidentOpened: () => {}, incidentClosed: () => {}, dayUsedUp: () => {} })
      bind(tokens.rules).toConstantValue({
        lifetimes: defaultLifetimes,
        coolDown: defaultCoolDown,
        domainToAscii: (domain) => domain.toLowerCase(),
        isCommonPassword: () => false,
      })
      bind(tokens.secrets).toResolvedValue(() => secretPatterns([]))
      bind(tokens.newRecorder).toResolvedValue((secrets) => newRecorder(secrets, 'full'), [tokens.secrets])
      bind(tokens.newExtendedRecorder).toResolvedValue(
        (secrets) => newRecorder(secrets, 'full', 'extended'),
        [tokens.secrets],
      )
      bind(tokens.background)
        .toResolvedValue(() => new InMemoryBackground())
        .onDeactivation(async (background) => background.settled())
    }),
  }
  const mail: Part = {
    name: 'mail',
    opens: [tokens.mail],
    module: new ContainerModule(({ bind }) => {
      bind(tokens.mail)
        .toResolvedValue(
          (server) => {
            const from = { name: 'Registro', address: 'registro@memory.test' as EmailAddress }
            const site = { appName: 'Registro in memory', publicUrl: server.url, linkValidHours: 24 }
            const composer = new TemplateEmailComposer({ ...site, from })
            return {
              senders: [mailServer],
              probes: [new InMemoryProviderProbe(mailServer.provider)],
              composer,
              messageIdOf: (deliveryId: string) => composer.messageIdOf(deliveryId),
              mailbox: new InMemoryMailbox(mailServer),
              close: () => mailServer.close(),
              breakOff: (why: string) => mailServer.breakOff(why),
            }
          },
          [tokens.server],
        )
        .onDeactivation(async (opened) => opened.close())
    }),
  }
  const onError = (error: unknown): never => {
    throw error
  }
  const announcing = announcingPart({}, { announcementFailed: () => {}, announcementGivenUp: () => {} })
  const listener = listenerPart({ host: '127.0.0.1', port: 0, onError })
  const http = httpPart({ operatorToken, onError })
  return { parts: [listener, adapters, metricsPart(), announcing, mail, deliveryPart(), http], clock, mailServer, log }
}
