// What recording costs: the same messages through the real adapter to one local sink, with the record on, switched off
// at run time, and with no recorder at all, in alternation in one run:
//   npm run bench:recording [-- --messages N] [--slices N] [--passes N] [--connections N]
// Expected: with the record on at least 0.97 of the rate with it off.
//
// Each pass sends all messages each way. Slices of the three ways follow each other in changing order, each on fresh
// connections and after the garbage of the one before was collected, so that none pays for another; a slice of `on` is
// compared with the slice of `off` that carries the same messages at about the same time.
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { SystemClock } from '../dist/adapters/system/system-clock.js'
import { newRecorder, secretPatterns } from '../dist/adapters/wiring/recording-part.js'
import { AttemptRecording } from '../dist/application/attempt-recording.js'
import { openLog, sinkSender, siteComposer } from './support/parts.mjs'
import { at, median } from './support/processes.mjs'
import { startSink } from './support/smtp-sink.mjs'

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '2000' },
    slices: { type: 'string', default: '1' },
    passes: { type: 'string', default: '18' },
    connections: { type: 'string', default: '5' },
  },
})
const [messages, slices, passes, connections] = [values.messages, values.slices, values.passes, values.connections].map(
  Number,
)
const perSlice = Math.ceil(messages / slices)
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')
/** Not all of it: that would throw away compiled code as well. */
const collectYoungGarbage = () => collect({ type: 'minor' })

const folder = await mkdtemp(join(tmpdir(), 'registro-bench-'))
const sink = await startSink()
const log = await openLog(folder)
const sender = sinkSender({ port: sink.port, connections })
const secret = 'operator-token-0123456789-0123456789'
const ports = { log, clock: new SystemClock(), newRecorder: newRecorder(secretPatterns([secret]), 'full') }
const composer = siteComposer()
const composed = Array.from({ length: messages }, (_, number) => message(number))

function message(number) {
  const recipient = `person-${number}@people.example`
  const token = createHash('sha256').update(String(number)).digest('base64url')
  const facts = { deliveryId: String(number).padStart(22, '0'), name: 'Ana María', registeredAt: 0, date: 0, token }
  const composition = composer.compose({ kind: 'confirm-address', recipient, locale: 'es' }, facts)
  return { email: composition.message, token }
}

/** The three ways to hear of a conversation. */
const ways = {
  on: {
    prepare: () => log.switchRecording(true, 'bench'),
    recording: (token) => new AttemptRecording(ports, sender.provider, [token]),
    settled: () => log.flushed(),
  },
  off: {
    prepare: () => log.switchRecording(false, 'bench'),
    recording: (token) => new AttemptRecording(ports, sender.provider, [token]),
    settled: () => log.flushed(),
  },
  none: {
    prepare() {},
    recording: () => ({ open: () => deaf, join() {} }),
    settled: async () => {},
  },
}
const deaf = { number: 0, sent() {}, received() {}, event() {}, ended() {} }

async function send({ email, token }, { recording }) {
  const mine = recording(token)
  const { outcome } = await sender.send(email, {
    open: () => mine.open(),
    join: (conversation) => mine.join(conversation),
    handingOver: async () => 'go',
  })
  if (outcome !== 'accepted') throw new Error(`the sink did not take a message: ${outcome}`)
}

let recorded = 0

async function slice(name, from) {
  const way = ways[name]
  way.prepare()
  await log.flushed()
  collectYoungGarbage()
  const queue = composed.slice(from, from + perSlice)
  const sent = queue.length
  if (name === 'on') recorded += sent
  const settling = []
  const [begun, cpu] = [performance.now(), process.cpuUsage()]
  await Promise.all(
    Array.from({ length: 2 * connections }, async () => {
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
        await send(next, way)
        // An accepted message gives its place to the next one; its outcome waits for its lines.
        settling.push(way.settled())
      }
    }),
  )
  await Promise.all(settling)
  const elapsed = performance.now() - begun
  // Connections belong to the way they were opened in.
  await untilIdle()
  const { user, system } = process.cpuUsage(cpu)
  return { rate: sent / (elapsed / 1000), cpuUs: (user + system) / sent }
}

/** Idle connections say goodbye after a quarter of a second. */
async function untilIdle() {
  await new Promise((resolve) => setTimeout(resolve, 400))
}

// In every order equally often: each way meets what the others have left behind.
const orders = ['on off none', 'none off on', 'off none on', 'on none off', 'none on off', 'off on none']
let rounds = 0

async function pass() {
  const figures = { on: [], off: [], none: [] }
  for (let from = 0; from < messages; from += perSlice)
    for (const name of orders[rounds++ % orders.length].split(' ')) figures[name].push(await slice(name, from))
  return figures
}

/** How long it takes from bytes on the wire to lines that are masked, printed and handed to the writer, per line. */
async function perLine() {
  ways.on.prepare()
  const taken = []
  let lines = 0
  const counting = { ...ports, log: countingLog() }
  function countingLog() {
    return {
      openConversation: () => log.openConversation(),
      append: (...given) => {
        lines += 1
        return log.append(...given)
      },
    }
  }
  const timed = (conversation) => {
    const around = (name) => (given) => {
      const [before, begun] = [lines, performance.now()]
      conversation[name](given)
      const us = (performance.now() - begun) * 1000
      for (let line = before; line < lines; line += 1) taken.push(us / (lines - before))
    }
    const [sent, received, event, ended] = ['sent', 'received', 'event', 'ended'].map(around)
    return { number: conversation.number, sent, received, event, ended, inner: conversation }
  }
  await Promise.all(
    composed.slice(0, 500).map(({ email, token }) => {
      const recording = new AttemptRecording(counting, sender.provider, [token])
      recorded += 1
      return sender.send(email, {
        open: () => timed(recording.open()),
        join: (conversation) => recording.join(conversation.inner),
        handingOver: async () => 'go',
      })
    }),
  )
  return taken
}

/** What was measured is worth nothing when the record is not complete. */
async function checkRecord() {
  let inFiles = 0
  for (const name of await readdir(folder))
    inFiles += (await readFile(join(folder, name), 'utf8')).split('### SMTP Message handed over.').length - 1
  if (inFiles !== recorded) throw new Error(`${recorded} messages were sent with the record on, it has ${inFiles}`)
}

await pass()
const figures = { on: [], off: [], none: [] }
for (let count = 0; count < passes; count += 1)
  for (const [name, found] of Object.entries(await pass())) figures[name].push(...found)
const taken = await perLine()
await sender.close()
await log.close()
await checkRecord()
await sink.stop()
await rm(folder, { recursive: true })

const rate = (name) => median(figures[name].map((figure) => figure.rate))
const cpu = (name) => median(figures[name].map((figure) => figure.cpuUs))
const ratios = (what, name) => median(figures.on.map((figure, round) => figure[what] / figures[name][round][what]))
console.log(
  `sink: ${sink.name}; ${passes} passes of ${messages} messages each way in ${slices} slices, ${connections} connections`,
)
for (const [name, words] of [
  ['on', 'record on'],
  ['off', 'switched off'],
  ['none', 'no recorder'],
]) {
  const least = Math.min(...figures[name].map(({ cpuUs }) => cpuUs))
  console.log(
    `${words.padEnd(12)} ${rate(name).toFixed(0).padStart(6)} messages/s  ` +
      `${cpu(name).toFixed(0).padStart(4)} µs CPU/message, ${least.toFixed(0)} at best`,
  )
}
const ratio = ratios('rate', 'off')
console.log(
  `on : off  ${ratio.toFixed(3)} of the rate, ${ratios('cpuUs', 'off').toFixed(3)} of the CPU (expected: 0.97 of the rate)`,
)
console.log(
  `on : none ${ratios('rate', 'none').toFixed(3)} of the rate, ${ratios('cpuUs', 'none').toFixed(3)} of the CPU`,
)
console.log(
  `recording one line: ${median(taken).toFixed(1)} µs, p99 ${at(taken, 0.99).toFixed(1)} µs (${taken.length} lines)`,
)
if (ratio < 0.97) process.exitCode = 1
