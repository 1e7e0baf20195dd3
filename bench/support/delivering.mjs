// The product's delivery engine with everything real that production has, in this process, without HTTP: SQLite file,
// SMTP log, metrics, Nodemailer, worker.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { domainToASCII } from 'node:url'
import { openSqliteStore } from '../../dist/adapters/database/sqlite-store.js'
import { PrometheusMetrics } from '../../dist/adapters/metrics/prometheus-metrics.js'
import { CryptoRandomness } from '../../dist/adapters/system/crypto-randomness.js'
import { HmacConfirmationTokens } from '../../dist/adapters/system/hmac-confirmation-tokens.js'
import { SystemClock } from '../../dist/adapters/system/system-clock.js'
import { TaskBackground } from '../../dist/adapters/system/task-background.js'
import { newRecorder, secretPatterns } from '../../dist/adapters/wiring/recording-part.js'
import { Bell } from '../../dist/application/bell.js'
import { DeliveryWorker } from '../../dist/application/delivery-worker.js'
import { ProviderLimits } from '../../dist/application/provider-limits.js'
import { scheduleEmail } from '../../dist/application/schedule-email.js'
import { defaultCoolDown } from '../../dist/domain/delivery/cool-down.js'
import { held } from '../../dist/domain/delivery/transitions.js'
import { defaultLifetimes, heldFrom, newRegistration } from '../../dist/domain/registration/registration.js'
import { openLog, sinkSender, siteComposer } from './parts.mjs'

const passwordHash = `$argon2id$v=19$m=19456,t=2,p=1$${'c'.repeat(22)}$${'h'.repeat(43)}`

export async function openDelivering({ folder, port, connections, ratePerMinute }) {
  const opened = await openSqliteStore(join(folder, 'registro.db'))
  if (opened.outcome !== 'opened') throw new Error(opened.message)
  const { store } = opened
  const secretKey = randomBytes(32)
  const log = await openLog(folder)
  const sender = sinkSender({ port, connections, ratePerMinute })
  const background = new TaskBackground({
    onFailure: (name, error) => {
      console.error(name, error)
      process.exitCode = 1
    },
  })
  const ports = {
    store,
    log,
    newRecorder: newRecorder(secretPatterns([secretKey.toString('base64url')]), 'full'),
    clock: new SystemClock(),
    randomness: new CryptoRandomness(),
    tokens: new HmacConfirmationTokens({ secretKey }),
    senders: [sender],
    composer: siteComposer(),
    limits: new ProviderLimits([sender.provider]),
    background,
    notices: { incidentOpened() {}, incidentClosed() {} },
    measurements: new PrometheusMetrics({ figures: async () => ({}) }),
    rules: {
      lifetimes: defaultLifetimes,
      coolDown: defaultCoolDown,
      domainToAscii: domainToASCII,
      isCommonPassword: () => false,
    },
    bell: new Bell(),
    instance: 'bench',
  }
  const worker = new DeliveryWorker(ports)
  await worker.start()
  let people = 0

  /** So many people registered, each with an e-mail that waits to be sent, or is held for that incident. */
  async function register(count, incidentId) {
    for (let left = count; left > 0; left -= 500) {
      await store.transact(async (records) => {
        for (let place = 0; place < Math.min(left, 500); place += 1) {
          const id = ports.randomness.id()
          const address = `person-${people++}@people.example`
          const facts = { id, address, addressKey: address, name: 'Ana María', locale: 'es', passwordHash }
          const tokenHash = ports.tokens.hashOf(ports.tokens.tokenFor(id, address, 1))
          const registration = newRegistration({ ...facts, tokenHash }, Date.now(), defaultLifetimes)
          await records.addRegistration(registration)
          const delivery = await scheduleEmail(records, registration, ports.randomness.id(), Date.now(), ports.rules)
          if (incidentId === undefined) continue
          await records.saveDelivery(held(delivery, incidentId, 'credentials-rejected', Date.now()))
          await records.saveRegistration(heldFrom(registration, Date.now(), defaultLifetimes))
        }
      })
    }
  }

  return {
    ports,
    store,
    worker,
    sender,
    register,
    /** Sends all that waits; resolves once the last one is settled. */
    async deliver() {
      ports.bell.ring()
      await background.settled()
    },
    totals: async () =>
      new Map((await store.transact((records) => records.deliveryTotals())).map(({ state, count }) => [state, count])),
    async close() {
      worker.stop()
      await background.settled()
      await sender.close()
      await background.settled()
      await log.close()
      await store.close()
    },
  }
}
