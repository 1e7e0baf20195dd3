// Kills the service again and again under load, in front of a mail server that misbehaves in every way, and proves at
// the end that nothing accepted was lost:   npm run torture [-- ROUNDS]   (100 unless told otherwise)
//
// A round starts one service, or two on one database; people register, an operator retries what waits, and then all of
// it is killed at a random instant, sometimes while it starts. At the end the mail server turns healthy. Then every
// registration that was answered with 202 must have its e-mail accepted at least once; twice only where an attempt was
// in doubt or killed after its mark; nothing may go to an address that nobody registered; a request repeated with its
// idempotency key must have made one registration; the database must be sound.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import Database from 'libsql'
import { FlakyMailServer } from './torture/flaky-mail-server.mjs'

const rounds = Number(process.argv[2] ?? 100)
const folder = await mkdtemp(join(tmpdir(), 'registro-torture-'))
const chance = (share) => Math.random() < share
const mailServer = new FlakyMailServer()
const smtpPort = await mailServer.listen()
const body = (email) => JSON.stringify({ email, password: 'correct horse battery' })

/** E-mails of registrations that were answered with 202. */
const accepted = new Set()
/** Requests with an idempotency key that were never answered, to be repeated. */
const unanswered = []
const counts = {
  asked: 0,
  repeated: 0,
  'killed while starting': 0,
  'rounds with two services': 0,
  'conversations cut': 0,
}

/** Starts a service on the one data folder. `url` resolves once it listens; it rejects when it ends before. */
function startService(number = 1) {
  const env = { ...process.env }
  for (const name of Object.keys(env))
    if (/^(SMTP_|MAIL_|DATABASE_|PUBLIC_URL|HOST|SECRET)/.test(name)) delete env[name]
  const child = spawn(process.execPath, ['dist/main.js', 'serve'], {
    env: {
      ...env,
      PORT: '0',
      DATA_DIR: folder,
      // Time-outs of a second or so instead of a minute; what is counted stays the same.
      SMTP_URL: `smtp://127.0.0.1:${smtpPort}?tls=none&timeout=0.02`,
      SMTP_LOG_FILE: join(folder, `smtp-${number}.log`),
      MAIL_FROM: 'torture@example.test',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = once(child, 'exit')
  const url = Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([line]) => line.replace('Registro listening on ', '')),
    ended.then(([code, signal]) => Promise.reject(new Error(`the service ended with ${code ?? signal}`))),
  ])
  url.catch(() => {})
  return { child, ended, url }
}

async function operatorOf(url) {
  const token = (await readFile(join(folder, 'operator-token'), 'utf8')).trim()
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return async (path, init) => (await fetch(`${url}${path}`, { headers, ...init })).json()
}

/** Everything that waits is made due. */
async function retryAll(api) {
  const incidents = (await api('/v1/incidents')).items.filter(({ closedAt }) => closedAt === undefined)
  for (const { id } of incidents) await api(`/v1/incidents/${id}/retry`, { method: 'POST' })
  await api('/v1/deliveries/retry', { method: 'POST', body: JSON.stringify({ filter: {} }) })
}

/** Registers people one after the other, until the service is gone. */
async function register(url, until) {
  while (!until.aborted) {
    const again = unanswered.shift()
    const email = again?.email ?? `person-${counts.asked++}@example.test`
    const key = again?.key ?? (chance(0.5) ? `key-${email}` : undefined)
    if (again !== undefined) counts.repeated += 1
    const idempotency = key === undefined ? {} : { 'idempotency-key': key }
    const headers = { 'content-type': 'application/json', ...idempotency }
    try {
      const answer = await fetch(`${url}/v1/registrations`, {
        method: 'POST',
        headers,
        body: body(email),
        signal: until,
      })
      if (answer.status === 202) accepted.add(email)
      else if (key !== undefined) unanswered.push({ email, key })
      await answer.text()
    } catch {
      // Killed in the middle: no answer, no promise; but the same request may be made again.
      if (key !== undefined && !accepted.has(email)) unanswered.push({ email, key })
    }
  }
}

async function operate(url, until) {
  try {
    const api = await operatorOf(url)
    while (!until.aborted) {
      await retryAll(api)
      await setTimeout(150)
    }
  } catch {
    // The service is gone.
  }
}

async function killOnce(round) {
  const services = [startService()]
  if (chance(0.3)) services.push(startService(2))
  if (services.length > 1) counts['rounds with two services'] += 1
  const stop = new AbortController()
  const work = []
  if (chance(0.1)) {
    counts['killed while starting'] += 1
    await setTimeout(Math.random() * 500)
  } else {
    for (const url of await Promise.all(services.map((service) => service.url))) {
      work.push(...Array.from({ length: 4 }, () => register(url, stop.signal)), operate(url, stop.signal))
    }
    await setTimeout(50 + Math.random() * 1200)
  }
  counts['conversations cut'] += mailServer.underway.size
  for (const { child } of services) child.kill('SIGKILL')
  await Promise.all(services.map(({ ended }) => ended))
  stop.abort()
  await Promise.all(work)
  if ((round + 1) % 10 === 0) console.log(`${round + 1} kills, ${accepted.size} registrations accepted`)
}

/** With a healthy server, everything that waits is made due, until nothing waits any more. */
async function drain() {
  mailServer.healthy = true
  const { child, url, ended } = startService()
  const api = await operatorOf(await url)
  const deadline = Date.now() + 120_000
  const waits = async () => {
    for (const state of ['queued', 'sending', 'delayed', 'held'])
      if ((await api(`/v1/deliveries?state=${state}`)).items.length > 0) return true
    return false
  }
  while ((await waits()) && Date.now() < deadline) {
    await retryAll(api)
    await setTimeout(200)
  }
  const deliveries = new Map()
  for (let cursor = ''; cursor !== undefined;) {
    const page = await api(`/v1/deliveries?cursor=${encodeURIComponent(cursor)}`.replace(/\?cursor=$/, ''))
    for (const { id, email } of page.items)
      deliveries.set(email, [...(deliveries.get(email) ?? []), await api(`/v1/deliveries/${id}`)])
    cursor = page.next
  }
  child.kill('SIGTERM')
  const [code] = await ended
  return { deliveries, code }
}

for (let round = 0; round < rounds; round += 1) await killOnce(round)
const { deliveries, code } = await drain()
mailServer.close()

const { taken, misbehaved } = mailServer
const faults = []
let duplicates = 0
for (const email of accepted) if (!taken.has(email)) faults.push(`${email} was answered with 202 and got no e-mail`)
for (const [email, times] of taken) {
  const number = Number(/^person-(\d+)@example\.test$/.exec(email)?.[1] ?? 'NaN')
  if (!(number < counts.asked)) faults.push(`${email} got an e-mail and never asked for one`)
  const attempts = (deliveries.get(email) ?? []).flatMap((delivery) => delivery.attempts)
  const inDoubt = attempts.filter(({ outcome }) => outcome === 'in-doubt').length
  duplicates += times - 1
  if (times > 1 + inDoubt) faults.push(`${email} got ${times} e-mails, ${inDoubt} attempts in doubt`)
}
for (const [email, made] of deliveries) {
  if (made.length > 1) faults.push(`${email} has ${made.length} deliveries of one registration`)
  for (const { state } of made) if (state !== 'accepted') faults.push(`the e-mail to ${email} is ${state} in the end`)
}
const database = new Database(join(folder, 'registro.db'), { readonly: true })
const integrity = database.prepare('pragma integrity_check').get().integrity_check
database.close()
if (integrity !== 'ok') faults.push(`the database says ${JSON.stringify(integrity)}`)
if (code !== 0) faults.push(`the last stop ended with ${code}`)

console.table(Object.fromEntries([...misbehaved].toSorted(([a], [b]) => a.localeCompare(b))))
console.table({ kills: rounds, ...counts, 'answered with 202': accepted.size })
const total = [...taken.values()].reduce((sum, times) => sum + times, 0)
console.log(`${total} e-mails taken · ${duplicates} once more, each in doubt · database ${integrity}`)
for (const fault of faults.slice(0, 20)) console.log(`FAULT: ${fault}`)
await rm(folder, { recursive: true, force: true })
process.exitCode = faults.length > 0 ? 1 : 0
