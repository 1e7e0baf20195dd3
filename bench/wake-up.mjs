// How soon an idle service hands an e-mail to a fast local mail server after its 202, and what it costs to be idle:
//   npm run bench:wake-up [-- --times N] [--idle SECONDS]
// Expected: a median below 50 ms, and no CPU that could be measured.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { at, median, start } from './support/processes.mjs'

const { values } = parseArgs({
  options: { times: { type: 'string', default: '30' }, idle: { type: 'string', default: '40' } },
})
const [times, idleSeconds] = [Number(values.times), Number(values.idle)]

/** Told when a message is complete. */
let taken = () => {}
const mailServer = createServer((socket) => {
  socket.setNoDelay(true).setEncoding('latin1')
  socket.on('error', () => socket.destroy())
  socket.write('220 sink.test ESMTP\r\n')
  let [rest, inMessage] = ['', false]
  socket.on('data', (chunk) => {
    rest += chunk
    for (;;) {
      const end = rest.indexOf(inMessage ? '\r\n.\r\n' : '\r\n')
      if (end < 0) return
      const verb = inMessage ? 'dot' : rest.slice(0, 4).toUpperCase()
      rest = rest.slice(end + (inMessage ? 5 : 2))
      if (inMessage) taken(performance.now())
      inMessage = verb === 'DATA'
      if (verb === 'QUIT') socket.end('221 bye\r\n')
      else socket.write(inMessage ? '354 go on\r\n' : '250 fine\r\n')
    }
  })
})
await new Promise((resolve) => mailServer.listen(0, '127.0.0.1', resolve))

const folder = await mkdtemp(join(tmpdir(), 'registro-bench-'))
const service = await start(['dist/main.js', 'serve'], {
  PORT: '0',
  DATA_DIR: folder,
  SMTP_URL: `smtp://127.0.0.1:${mailServer.address().port}?tls=none`,
  MAIL_FROM: 'bench@example.test',
})
const url = service.first.replace('Registro listening on ', '')

/** Seconds of CPU of the service so far (Linux counts hundredths). */
async function cpuSeconds() {
  const { pid } = JSON.parse(await readFile(join(folder, 'service.json'), 'utf8'))
  const [user, system] = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1].split(' ').slice(11, 13)
  return (Number(user) + Number(system)) / 100
}

try {
  const waits = []
  for (let time = 0; time < times + 3; time += 1) {
    const arrival = new Promise((resolve) => {
      taken = resolve
    })
    const answer = await fetch(`${url}/v1/registrations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: `idle-${time}@example.test`, password: 'correct horse battery' }),
    })
    const answered = performance.now()
    if (answer.status !== 202) throw new Error(`a registration was answered with ${answer.status}`)
    await answer.text()
    // Three to warm up; each meets a service whose last connection was closed meanwhile.
    const waited = (await arrival) - answered
    if (time >= 3) waits.push(waited)
    await setTimeout(400)
  }
  console.log(
    `from the 202 to the whole message at the mail server: median ${median(waits).toFixed(1)} ms, ` +
      `90th percentile ${at(waits, 0.9).toFixed(1)} ms (expected a median below 50)`,
  )
  const windows = []
  for (let left = idleSeconds; left > 0; left -= 5) {
    const before = await cpuSeconds()
    await setTimeout(5000)
    windows.push((await cpuSeconds()) - before)
  }
  const inMs = (seconds) => (seconds * 1000).toFixed(0)
  console.log(
    `CPU of the idle service in 5 s: median ${inMs(median(windows))} ms, most ${inMs(Math.max(...windows))} ms ` +
      '(counted in steps of 10 ms; V8 cleans its memory once, some seconds after the last work)',
  )
} finally {
  await service.stop()
  mailServer.close()
  await rm(folder, { recursive: true, force: true })
}
