import { InMemoryBackground } from '../../src/adapters/memory/in-memory-background.js'
import { InMemoryStore } from '../../src/adapters/memory/in-memory-store.js'
import { ManualClock } from '../../src/adapters/memory/manual-clock.js'
import { SeededRandomness } from '../../src/adapters/memory/seeded-randomness.js'
import { NodemailerEmailSender } from '../../src/adapters/smtp/nodemailer-email-sender.js'
import type { SmtpProviderSettings } from '../../src/adapters/smtp/provider-settings.js'
import { newRecorder, secretPatterns } from '../../src/adapters/wiring/recording-part.js'
import { deliverEmail } from '../../src/application/deliver-email.js'
import type { Attempt } from '../../src/domain/delivery/attempt.js'
import type { Delivery } from '../../src/domain/delivery/delivery.js'
import type { Incident } from '../../src/domain/delivery/incident.js'
import type { RecordedLine } from '../../src/domain/transcript/statement.js'
import { sqliteWorld } from '../adapters/database/sqlite-world.js'
import { portsInMemory } from '../support/ports-in-memory.js'
import { waitingEmail } from '../support/waiting-email.js'

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
  const disk = onDisk ? await sqliteWorld() : { store: new InMemoryStore(), close: async () => {} }
  const { store } = disk
  const clock = new ManualClock()
  const background = new InMemoryBackground()
  const sender = new NodemailerEmailSender(settings)
  const ports = portsInMemory([sender], {
    store,
    newRecorder: newRecorder(secretPatterns(settings.password === undefined ? [] : [settings.password]), 'full'),
    clock,
    randomness: new EvenChance(),
    background,
  })
  const { id } = await waitingEmail(ports, recipient)
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
  await disk.close()
  return { ...found, now: clock.now(), failures: background.failures }
}
