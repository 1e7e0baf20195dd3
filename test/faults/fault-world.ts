import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { domainToASCII } from 'node:url'
import { openSqliteStore } from '../../src/adapters/database/sqlite-store.js'
import { InMemoryBackground } from '../../src/adapters/memory/in-memory-background.js'
import { InMemoryStore } from '../../src/adapters/memory/in-memory-store.js'
import { InMemoryTranscriptLog } from '../../src/adapters/memory/in-memory-transcript-log.js'
import { ManualClock } from '../../src/adapters/memory/manual-clock.js'
import { SeededRandomness } from '../../src/adapters/memory/seeded-randomness.js'
import { NodemailerEmailSender } from '../../src/adapters/smtp/nodemailer-email-sender.js'
import type { SmtpProviderSettings } from '../../src/adapters/smtp/provider-settings.js'
import { HmacConfirmationTokens } from '../../src/adapters/system/hmac-confirmation-tokens.js'
import { newRecorder, secretPatterns } from '../../src/adapters/wiring/recording-part.js'
import { Bell } from '../../src/application/bell.js'
import { type DeliverEmailPorts, deliverEmail } from '../../src/application/deliver-email.js'
import type { Store } from '../../src/application/ports/store.js'
import { ProviderLimits } from '../../src/application/provider-limits.js'
import { scheduleEmail } from '../../src/application/schedule-email.js'
import type { Attempt } from '../../src/domain/delivery/attempt.js'
import { defaultCoolDown } from '../../src/domain/delivery/cool-down.js'
import type { Delivery } from '../../src/domain/delivery/delivery.js'
import type { Incident } from '../../src/domain/delivery/incident.js'
import { addressKey } from '../../src/domain/registration/email-address.js'
import { defaultLifetimes, newRegistration } from '../../src/domain/registration/registration.js'
import type { RecordedLine } from '../../src/domain/transcript/statement.js'
import { addressOf } from '../support/emails.js'
import { PlainComposer } from '../support/plain-composer.js'

/** What one delivery through one faulty server came to. */
export interface FaultyDelivery {
  readonly delivery: Delivery
  readonly attempt: Attempt
  readonly incidents: readonly Incident[]
  readonly transcript: readonly RecordedLine[]
  readonly now: number
  /** Rejections in the background. */
  readonly failures: readonly unknown[]
}

/** Chance that is always the middle, so that jitter adds nothing. */
class EvenChance extends SeededRandomness {
  override fraction(): number {
    return 0.5
  }
}

/** One whole delivery with all that is real but the clock, from the registration to the closed connection. */
export async function deliverThrough(
  settings: SmtpProviderSettings,
  { recipient, onDisk }: { readonly recipient: string; readonly onDisk: boolean },
): Promise<FaultyDelivery> {
  const { store, close } = onDisk ? await sqliteStore() : { store: new InMemoryStore(), close: async () => {} }
  const clock = new ManualClock()
  const background = new InMemoryBackground()
  const randomness = new EvenChance()
  const sender = new NodemailerEmailSender(settings)
  const ports: DeliverEmailPorts = {
    store,
    log: new InMemoryTranscriptLog({ now: () => clock.now(), processId: 1, version: '0' }),
    newRecorder: newRecorder(secretPatterns(settings.password === undefined ? [] : [settings.password]), 'full'),
    clock,
    randomness,
    background,
    tokens: new HmacConfirmationTokens({ secretKey: new Uint8Array(32) }),
    senders: [sender],
    limits: new ProviderLimits([sender.provider]),
    composer: new PlainComposer(),
    notices: { incidentOpened: () => undefined, incidentClosed: () => undefined, dayUsedUp: () => undefined },
    bell: new Bell(),
    rules: {
      lifetimes: defaultLifetimes,
      coolDown: defaultCoolDown,
      domainToAscii: domainToASCII,
      isCommonPassword: () => false,
    },
    instance: 'test',
  }
  const { id } = await registered(ports, recipient)
  await deliverEmail(ports, id)
  await sender.close()
  await background.settled()
  const found = await store.transact(async (records) => {
    const [attempt] = await records.attemptsOf(id)
    const delivery = await records.delivery(id)
    if (attempt === undefined || delivery === undefined) throw new Error('There was no attempt.')
    const transcript = await records.transcriptOf(attempt.id)
    return { delivery, attempt, transcript, incidents: await records.openIncidents() }
  })
  await close()
  return { ...found, now: clock.now(), failures: background.failures }
}

function registered({ store, randomness, clock, rules }: DeliverEmailPorts, recipient: string): Promise<Delivery> {
  const address = addressOf(recipient)
  const facts = { address, addressKey: addressKey(address), locale: 'en', passwordHash: '$argon2id$', tokenHash: 't' }
  const registration = newRegistration({ ...facts, locale: 'en', id: randomness.id() }, clock.now(), rules.lifetimes)
  return store.transact(async (records) => {
    await records.addRegistration(registration)
    return scheduleEmail(records, registration, randomness.id(), clock.now(), rules)
  })
}

async function sqliteStore(): Promise<{ readonly store: Store; readonly close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'registro-faults-'))
  const opened = await openSqliteStore(join(folder, 'registro.db'))
  if (opened.outcome === 'unusable') throw new Error(opened.message)
  const { store } = opened
  const close = async () => {
    await store.close()
    await rm(folder, { recursive: true })
  }
  return { store, close }
}
