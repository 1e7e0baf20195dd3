// Durable deliveries a second (outbox and record on) against bare Nodemailer with a pool of as many connections and an
// equal message, in alternation in one run, both to one local sink:
//   npm run bench:delivery [-- --messages N --slices N --connections N]
// Expected: at least 0.8 of the bare rate.
//
// Or so many deliveries that were held for an incident, released while people register:
//   npm run bench:delivery -- --held 100000 [--rate N]     (N messages a minute)
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import nodemailer from 'nodemailer'
import { cpuSplit } from './support/cpu-split.mjs'
import { openDelivering } from './support/delivering.mjs'
import { releaseHeld } from './support/held.mjs'
import { median, start } from './support/processes.mjs'

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '1000' },
    slices: { type: 'string', default: '7' },
    connections: { type: 'string', default: '5' },
    held: { type: 'string' },
    rate: { type: 'string' },
  },
})
const [messages, slices, connections] = [values.messages, values.slices, values.connections].map(Number)

const folder = await mkdtemp(join(tmpdir(), 'registro-bench-'))
const sink = await start([new URL('support/sink.mjs', import.meta.url).pathname])
const port = Number(sink.first)
const ratePerMinute = values.rate === undefined ? undefined : Number(values.rate)
const ours = await openDelivering({ folder, port, connections, ratePerMinute })
const bare = nodemailer.createTransport({
  host: '127.0.0.1',
  port,
  ignoreTLS: true,
  pool: true,
  maxConnections: connections,
  maxMessages: Number.POSITIVE_INFINITY,
})

/** What the product would send, for Nodemailer to send alone. */
function equalMessage(number) {
  const { composer, tokens } = ours.ports
  const id = String(number).padStart(22, '0')
  const recipient = `person-${number}@people.example`
  const { message } = composer.compose(
    { kind: 'confirm-address', recipient, locale: 'es' },
    { deliveryId: id, name: 'Ana María', registeredAt: 0, date: 0, token: tokens.tokenFor(id, recipient, 1) },
  )
  const { from, to, messageId, date, language, subject, text, html } = message
  const headers = { 'Auto-Submitted': 'auto-generated', 'Content-Language': language }
  return { from, to, messageId, date: new Date(date), subject, text, html, textEncoding: 'quoted-printable', headers }
}

async function measured(work) {
  const [begun, cpu] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(cpu)
  return {
    rate: messages / ((performance.now() - begun) / 1000),
    cpuMs: (user + system) / 1000 / messages,
  }
}

async function sendOurs() {
  await ours.register(messages)
  return measured(() => ours.deliver())
}

async function sendBare() {
  return measured(() =>
    Promise.all(Array.from({ length: messages }, (_, number) => bare.sendMail(equalMessage(number)))),
  )
}

const chapters = [
  [
    'composing',
    /adapters\/email\/|mime-message|nodemailer\/.*\/(?:mime|mail-composer|qp|base64|addressparser|punycode)/,
  ],
  ['recording', /domain\/transcript\/|adapters\/smtp-log\/|attempt-recording|packed-transcript/],
  ['diagnosis', /domain\/diagnosis\//],
  ['store', /adapters\/database\/|\/libsql|\/kysely\//],
  [
    'SMTP',
    /adapters\/smtp\/|nodemailer|node:net|node:internal\/streams|node:internal\/stream_base|node:_http|node:stream/,
  ],
  ['metrics', /prom-client|adapters\/metrics/],
  ['application', /application\/|domain\//],
]

async function compare() {
  await sendOurs()
  await sendBare()
  const found = { ours: [], bare: [] }
  for (let slice = 0; slice < slices; slice += 1) {
    found.bare.push(await sendBare())
    found.ours.push(await sendOurs())
  }
  const of = (who, what) => median(found[who].map((one) => one[what]))
  console.table({
    'durable deliveries': {
      'messages/s': of('ours', 'rate').toFixed(0),
      'CPU ms/message': of('ours', 'cpuMs').toFixed(3),
    },
    'bare Nodemailer': {
      'messages/s': of('bare', 'rate').toFixed(0),
      'CPU ms/message': of('bare', 'cpuMs').toFixed(3),
    },
  })
  const ratio = of('ours', 'rate') / of('bare', 'rate')
  console.log(
    `ratio of the medians of ${slices} slices of ${messages} messages, ${connections} connections: ${ratio.toFixed(3)} (expected >= 0.8)`,
  )

  const splits = new Map()
  await ours.register(messages)
  splits.set('durable', await cpuSplit(chapters, () => ours.deliver()))
  splits.set('bare', await cpuSplit(chapters, () => sendBare()))
  const names = [...chapters.map(([name]) => name), 'garbage collection', 'rest']
  const share = (who, name) => ((splits.get(who).get(name) ?? 0) / messages).toFixed(3)
  console.log('Where the time of the main thread goes, in ms a message:')
  console.table(
    Object.fromEntries(names.map((name) => [name, { durable: share('durable', name), bare: share('bare', name) }])),
  )
  const totals = await ours.totals()
  const waiting = [...totals].filter(([state]) => state !== 'accepted')
  if (waiting.length > 0) throw new Error(`not all was delivered: ${JSON.stringify(waiting)}`)
}

try {
  if (values.held === undefined) await compare()
  else await releaseHeld(ours, Number(values.held))
} finally {
  bare.close()
  await ours.close()
  await sink.stop()
  await rm(folder, { recursive: true, force: true })
}
