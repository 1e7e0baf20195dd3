import type { DeliverEmailPorts } from '../../src/application/deliver-email-ports.js'
import { scheduleEmail } from '../../src/application/schedule-email.js'
import type { Delivery } from '../../src/domain/delivery/delivery.js'
import { addressKey } from '../../src/domain/registration/email-address.js'
import { newRegistration } from '../../src/domain/registration/registration.js'
import { addressOf } from './emails.js'

/**
 * A registration and its e-mail, as one by HTTP would leave them before the first attempt.
 *
 * @param changed makes of the delivery what the test wants to find instead.
 */
export async function waitingEmail(
  { store, randomness, clock, rules, tokens }: DeliverEmailPorts,
  recipient: string,
  changed: (delivery: Delivery) => Delivery = (delivery) => delivery,
): Promise<Delivery> {
  const id = randomness.id()
  const address = addressOf(recipient)
  const tokenHash = tokens.hashOf(tokens.tokenFor(id, address, 1))
  const facts = { id, address, addressKey: addressKey(address), locale: 'en', passwordHash: 'hash', tokenHash } as const
  const registration = newRegistration(facts, clock.now(), rules.lifetimes)
  return store.transact(async (records) => {
    await records.addRegistration(registration)
    const delivery = await scheduleEmail(records, registration, randomness.id(), clock.now(), rules)
    const wanted = changed(delivery)
    if (wanted !== delivery) await records.saveDelivery(wanted)
    return wanted
  })
}
