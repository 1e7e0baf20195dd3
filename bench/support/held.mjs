// Many deliveries held for one incident are released while people go on registering.
import { FastPasswordHasher } from '../../dist/adapters/memory/fast-password-hasher.js'
import { RegisterUser } from '../../dist/application/register-user.js'
import { diagnose } from '../../dist/domain/diagnosis/diagnose.js'
import { openedIncident, probedNow } from '../../dist/domain/delivery/incident.js'
import { at, median } from './processes.mjs'

const residentMiB = () => process.memoryUsage.rss() / 2 ** 20

/** Prints how fast `count` held deliveries go out, in what order, and what registrations see of it. */
export async function releaseHeld(ours, count) {
  const { ports, store, sender } = ours
  const diagnosis = diagnose('S < "535 5.7.8 Username and Password not accepted"')
  const facts = { id: ports.randomness.id(), provider: sender.provider.name, diagnosis, settings: 'bench' }
  const incident = openedIncident(facts, Date.now(), 4 * 3600_000)
  await store.transact((records) => records.addIncident(incident))
  const begunHolding = performance.now()
  await ours.register(count, incident.id)
  console.log(`${count} held in ${((performance.now() - begunHolding) / 1000).toFixed(1)} s`)

  const sent = []
  const acceptedAt = new Map()
  const send = sender.send.bind(sender)
  sender.send = async (message, hooks) => {
    const sending = await send(message, hooks)
    const { address } = message.to
    if (address.startsWith('late-')) acceptedAt.set(address, performance.now())
    else sent.push(Number(/\d+/.exec(address)[0]))
    return sending
  }
  const registering = new RegisterUser({ ...ports, hasher: new FastPasswordHasher() })
  globalThis.gc?.()
  const [before, begun] = [residentMiB(), performance.now()]
  let most = before
  await store.transact((records) => records.saveIncident(probedNow(incident, 'bench', Date.now())))
  ports.bell.ring()

  const [answers, mails] = [[], []]
  let late = 0
  let lag = 0
  while (sent.length < count) {
    const asked = performance.now()
    await new Promise((resolve) => setTimeout(resolve, 50))
    lag = Math.max(lag, performance.now() - asked - 50)
    const email = `late-${late++}@people.example`
    const begunRegistering = performance.now()
    const { outcome } = await registering.execute({ email, password: 'correct horse battery staple' })
    if (outcome !== 'accepted') throw new Error(`a registration was ${outcome}`)
    answers.push({ email, at: performance.now() })
    mails.push(performance.now() - begunRegistering)
    most = Math.max(most, residentMiB())
  }
  const seconds = (performance.now() - begun) / 1000
  await ports.background.settled()
  const waits = answers.map(({ email, at }) => acceptedAt.get(email) - at)
  if (waits.some(Number.isNaN)) throw new Error('an e-mail of a new registration never went out')
  let furthest = 0
  for (const [place, number] of sent.entries()) furthest = Math.max(furthest, Math.abs(number - sent[0] - place))
  console.table({
    'released a second': (count / seconds).toFixed(0),
    'memory grew by MiB': (most - before).toFixed(0),
    'furthest out of order': furthest,
    'longest the process was busy, ms': lag.toFixed(0),
    'registrations meanwhile': answers.length,
    'registration answered, ms (median, p99)': `${median(mails).toFixed(1)}, ${at(mails, 0.99).toFixed(1)}`,
    'its e-mail accepted after, ms (median, p99)': `${median(waits).toFixed(1)}, ${at(waits, 0.99).toFixed(1)}`,
  })
}
