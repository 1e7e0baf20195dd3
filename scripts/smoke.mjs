// Starts the built service as a newcomer does, registers somebody, confirms, reads the record, and stops it again.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const dataDir = await mkdtemp(join(tmpdir(), 'registro-smoke-'))
const environment = { ...process.env, DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1' }
for (const name of Object.keys(environment))
  if (/^(SMTP_|MAIL_FROM|DATABASE_URL|PUBLIC_URL)/.test(name)) delete environment[name]

const service = spawn('npm', ['start', '--silent'], {
  env: environment,
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
})
const ended = new Promise((resolve) => service.once('exit', (code, signal) => resolve({ code, signal })))
const deadline = setTimeout(() => fail('no end within a minute'), 60_000)

function fail(why) {
  console.error(`smoke: ${why}`)
  try {
    process.kill(-service.pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
  process.exit(1)
}

function check(holds, what) {
  if (!holds) fail(what)
  console.log(`smoke: ${what}`)
}

/** Asks again until the answer satisfies, or the deadline ends the script. */
async function until(ask, satisfies) {
  for (;;) {
    const answer = await ask()
    if (satisfies(answer)) return answer
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

try {
  const lines = createInterface({ input: service.stdout })
  const first = await Promise.race([
    new Promise((resolve) => lines.once('line', resolve)),
    ended.then(({ code }) => Promise.reject(new Error(`the service ended with ${code} before it listened`))),
  ])
  lines.on('line', () => undefined)
  const url = /^Registro listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(first)?.[1]
  check(url !== undefined, `the first line is "${first}"`)

  const body = JSON.stringify({ email: 'smoke@example.test', password: 'a horse on a staple' })
  const headers = { 'content-type': 'application/json' }
  const accepted = await fetch(`${url}/v1/registrations`, { method: 'POST', headers, body })
  check(accepted.status === 202, `a registration is answered with ${accepted.status}`)
  const { links } = await accepted.json()
  const read = async () => (await fetch(new URL(links.self, url))).json()
  const sent = await until(read, ({ email }) => email.state === 'accepted')
  check(sent.status === 'pending', 'the e-mail was accepted')

  const log = await readFile(join(dataDir, 'logs', 'smtp.log'), 'utf8')
  check(/ C > "AUTH [A-Z0-9-]+ \*{32}"/.test(log), 'the log holds the conversation, its login masked')

  const mailbox = await (await fetch(`${url}/mailbox`)).text()
  const message = /href="(\/mailbox\/[^"]+)"/.exec(mailbox)?.[1]
  check(message !== undefined, 'the mailbox shows the message')
  const token = /confirm\?token=(?:3D)?([\w-]+)/.exec(await (await fetch(new URL(message, url))).text())?.[1]
  check(token !== undefined, 'the message holds the link')
  const confirmed = await fetch(`${url}/v1/confirmations`, { method: 'POST', headers, body: JSON.stringify({ token }) })
  check(confirmed.status === 200, `the link is answered with ${confirmed.status}`)
  check((await read()).status === 'confirmed', 'the registration is confirmed')
  check(!log.includes(token), 'the log does not hold the token')

  // The service itself, as a service manager stops it; npm then ends with its exit code.
  const { pid } = JSON.parse(await readFile(join(dataDir, 'service.json'), 'utf8'))
  process.kill(pid, 'SIGTERM')
  const { code } = await ended
  check(code === 0, `SIGTERM ends the service with ${code}`)
} catch (error) {
  fail(error instanceof Error ? (error.stack ?? error.message) : String(error))
} finally {
  clearTimeout(deadline)
  await rm(dataDir, { recursive: true, force: true })
}
