// What recording costs: the same messages through the real adapter to one local sink, with the record on, switched off
// at run time, and with no recorder at all, in alternation in one run:
//   npm run bench:recording [-- --messages N] [--slices N] [--connections N]
// Expected: with the record on at least 0.97 of the rate with it off.
import { createHash } from 'node:crypto'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { TemplateEmailComposer } from '../dist/adapters/email/template-email-composer.js'
import { FileTranscriptLog } from '../dist/adapters/smtp-log/file-transcript-log.js'
import { NodemailerEmailSender } from '../dist/adapters/smtp/nodemailer-email-sender.js'
import { SystemClock } from '../dist/adapters/system/system-clock.js'
import { newRecorder, secretPatterns } from '../dist/adapters/wiring/recording-part.js'
import { AttemptRecording } from '../dist/application/attempt-recording.js'
import { at, median, start } from './support/processes.mjs'

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '2000' },
    slices: { type: 'string', default: '24' },
    connections: { type: 'string', default: '5' },
  },
})
const [messages, slices, connections] = [values.messages, values.slices, values.connections].map(Number)
const perSlice = Math.ceil(messages / slices)

const folder = await mkdtemp(join(tmpdir(), 'registro-bench-'))
const sink = (await smtpSink()) ?? (await ownSink())
const log = new FileTranscriptLog({
  path: join(folder, 'smtp.log'),
  maxBytes: 10e6,
  files: 10,
  locale: 'en',
  now: () => Date.now(),
  processId: process.pid,
  version: '0.0.0',
  onTrouble: (trouble) => console.error(trouble),
})
await log.open()
const sender = new NodemailerEmailSender({
  name: 'sink',
  host: '127.0.0.1',
  port: sink.port,
  tls: 'none',
  verify: true,
  timeoutScale: 1,
  maxConnections: connections,
  fingerprint: 'bench',
})
const secret = 'operator-token-0123456789-0123456789'
const ports = { log, clock: new SystemClock(), newRecorder: newRecorder(secretPatterns([secret]), 'full') }
const composer = new TemplateEmailComposer({
  appName: 'Example Site',
  publicUrl: 'https://site.example',
  from: { name: 'Example Site', address: 'noreply@site.example' },
  linkValidHours: 24,
})
const composed = Array.from({ length: messages }, (_, number) => message(number))

/** Postfix's own, in C, where it is installed. */
async function smtpSink() {
  const port = await freePort()
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : []
  const child = spawn('smtp-sink', [...user, `127.0.0.1:${port}`, '1000'], { stdio: 'ignore' })
  const failed = await Promise.race([
    once(child, 'error').then(() => true),
    once(child, 'exit').then(() => true),
    untilOpen(port).then(() => false),
  ])
  return failed ? undefined : { name: 'smtp-sink', port, stop: async () => child.kill() }
}

async function ownSink() {
  const own = await start([new URL('support/sink.mjs', import.meta.url).pathname])
  return { name: 'bench/support/sink.mjs', port: Number(own.first), stop: () => own.stop() }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

async function untilOpen(port) {
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await Promise.race([
      once(socket, 'connect').then(
        () => true,
        () => false,
      ),
      once(socket, 'close').then(() => false),
    ])
    socket.destroy()
    if (isOpen) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

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

async function send({ email, token }, { recording, settled }) {
  const mine = recording(token)
  const { outcome } = await sender.send(email, {
    open: () => mine.open(),
    join: (conversation) => mine.join(conversation),
    handingOver: async () => 'go',
  })
  await settled()
  if (outcome !== 'accepted') throw new Error(`the sink did not take a message: ${outcome}`)
}

async function slice(name, from, count = perSlice) {
  const way = ways[name]
  way.prepare()
  const queue = composed.slice(from, from + count)
  const sent = queue.length
  const [begun, cpu] = [performance.now(), process.cpuUsage()]
  await Promise.all(
    Array.from({ length: 4 * connections }, async () => {
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) await send(next, way)
    }),
  )
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
      return sender.send(email, {
        open: () => timed(recording.open()),
        join: (conversation) => recording.join(conversation.inner),
        handingOver: async () => 'go',
      })
    }),
  )
  return taken
}

for (const name of Object.keys(ways)) await slice(name, 0, 200)
const figures = { on: [], off: [], none: [] }
// In every order equally often: each way meets what the others have left behind, such as garbage.
const orders = ['on off none', 'none off on', 'off none on', 'on none off', 'none on off', 'off on none']
for (let round = 0; round < slices; round += 1) {
  for (const name of orders[round % orders.length].split(' ')) figures[name].push(await slice(name, round * perSlice))
}
await untilIdle()
const taken = await perLine()
await sender.close()
await log.close()
await sink.stop()
await rm(folder, { recursive: true })

const rate = (name) => median(figures[name].map((figure) => figure.rate))
const cpu = (name) => median(figures[name].map((figure) => figure.cpuUs))
const ratios = (what, name) => median(figures.on.map((figure, round) => figure[what] / figures[name][round][what]))
console.log(`sink: ${sink.name}; ${messages} messages each way in ${slices} slices, ${connections} connections`)
for (const [name, words] of [
  ['on', 'record on'],
  ['off', 'switched off'],
  ['none', 'no recorder'],
]) {
  console.log(
    `${words.padEnd(12)} ${rate(name).toFixed(0).padStart(6)} messages/s  ${cpu(name).toFixed(0)} µs CPU/message`,
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
