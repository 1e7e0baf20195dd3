// Registrations per second over HTTP against the bare rate of argon2id, in alternation in one run:
//   npm run bench:registration [-- SECONDS [WARM_UP_SECONDS]]
// Expected: at least 85 % of the bare rate with e-mail going to a plain sink, at least 92 % with sending paused.
//
// A service that was just started spends more than half as much again on each registration, while V8 compiles what it
// does often; after some thousands it does not any more, and stays so for as long as it runs: that is what is measured.
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { at, median, start } from './support/processes.mjs'
import { register } from './support/registering.mjs'

const seconds = Number(process.argv[2] ?? 5)
const warmUpSeconds = Number(process.argv[3] ?? 40)
const rounds = 3
const folder = await mkdtemp(join(tmpdir(), 'registro-bench-'))

async function bareHashes(atOnce) {
  const script = new URL('support/bare-argon2.mjs', import.meta.url).pathname
  const child = await start([script, String(seconds), String(atOnce)])
  await child.stop()
  const [rate, cpuMs] = child.first.split(' ').map(Number)
  return { rate, cpuMs }
}

async function service(name, sinkPort) {
  const dataDir = join(folder, name)
  return start(['dist/main.js', 'serve'], {
    PORT: '0',
    DATA_DIR: dataDir,
    SMTP_URL: `smtp://127.0.0.1:${sinkPort}?tls=none`,
    MAIL_FROM: 'bench@example.test',
  })
}

const sink = await start([new URL('support/sink.mjs', import.meta.url).pathname])
const silent = await start([new URL('support/sink.mjs', import.meta.url).pathname, 'silent'])
const worlds = [
  { name: 'plain sink', expected: 0.85, service: await service('sink', sink.first) },
  { name: 'sending paused', expected: 0.92, service: await service('paused', silent.first) },
]
try {
  console.log(`start to the listening line: ${worlds.map((w) => w.service.startMs.toFixed(0)).join(' and ')} ms`)
  console.log(`resident before load: ${worlds.map((w) => w.service.residentMiB().toFixed(0)).join(' and ')} MiB`)
  const urls = new Map(worlds.map((w) => [w, w.service.first.replace('Registro listening on ', '')]))
  for (const [world, url] of urls) {
    const cpuBefore = world.service.cpuMs()
    const { taken } = await register(url, 10, warmUpSeconds)
    const cpuMs = (world.service.cpuMs() - cpuBefore) / taken.length
    console.log(`${world.name}: warmed up with ${taken.length} registrations at ${cpuMs.toFixed(2)} ms of CPU each`)
  }
  const rows = []
  for (const connections of [1, 10, 50]) {
    const parallel = Math.min(connections, availableParallelism())
    const found = new Map(worlds.map((world) => [world, []]))
    for (let round = 0; round < rounds; round += 1) {
      for (const world of worlds) {
        const before = await bareHashes(parallel)
        const cpuBefore = world.service.cpuMs()
        const { rate, taken } = await register(urls.get(world), connections, seconds)
        const cpuMs = (world.service.cpuMs() - cpuBefore) / taken.length
        const after = await bareHashes(parallel)
        const bare = { rate: (before.rate + after.rate) / 2, cpuMs: (before.cpuMs + after.cpuMs) / 2 }
        found.get(world).push({ rate, cpuMs, bare, p50: median(taken), p99: at(taken, 0.99) })
      }
    }
    for (const [world, runs] of found) {
      rows.push({
        world: world.name,
        connections,
        'registrations/s': median(runs.map((run) => run.rate)).toFixed(1),
        'bare argon2/s': median(runs.map((run) => run.bare.rate)).toFixed(1),
        ratio: median(runs.map((run) => run.rate / run.bare.rate)).toFixed(3),
        expected: connections === 1 ? '' : `>= ${world.expected}`,
        'CPU ms each': median(runs.map((run) => run.cpuMs)).toFixed(2),
        'bare CPU ms': median(runs.map((run) => run.bare.cpuMs)).toFixed(2),
        'p50 ms': median(runs.map((run) => run.p50)).toFixed(1),
        'p99 ms': median(runs.map((run) => run.p99)).toFixed(1),
      })
    }
  }
  console.table(rows)
  console.log('The bare rate hashes as many passwords at once as the connections could, at most one a processor.')
  console.log(
    'On a machine that has other work the ratio says little; the CPU time of the service and of a hash still do.',
  )
  console.log(`resident after load: ${worlds.map((w) => w.service.residentMiB().toFixed(0)).join(' and ')} MiB`)
} finally {
  for (const world of worlds) await world.service.stop()
  const [messages] = await sink.stop()
  await silent.stop()
  console.log(`messages that the sink took: ${messages}`)
  await rm(folder, { recursive: true, force: true })
}
