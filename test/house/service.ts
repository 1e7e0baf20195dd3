import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** The built program, run as its users run it; `npm test` builds it first. */
const program = new URL('../../dist/main.js', import.meta.url).pathname

/** Variables of the machine that runs the tests must not choose anything for the service. */
const ours =
  /^(?:HOST|PORT|PUBLIC_URL|APP_NAME|AFTER_|DATA_DIR|DATABASE_|SECRET_|SMTP_|MAIL_|TRANSCRIPT_|LINK_|REGISTRATION_|RESEND_|ALERT_|EVENTS_|WEBHOOK_|OPERATOR_)/

export type Environment = Readonly<Record<string, string>>

function environmentWith(variables: Environment): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !ours.test(name))
  return { ...Object.fromEntries(kept), ...variables }
}

export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the program to its end. */
export async function runProgram(args: readonly string[], variables: Environment, cwd?: string): Promise<Finished> {
  const options = { env: environmentWith(variables), ...(cwd === undefined ? {} : { cwd }) }
  const child = spawn(process.execPath, [program, ...args], options)
  const output = collect(child)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...output }
}

/** A service of its own: free port, temporary data folder. `end` stops it and removes the folder. */
export class Service {
  readonly dataDir: string
  readonly url: string
  readonly #child: ChildProcess
  readonly #output: { stdout: string; stderr: string }
  readonly #ended: Promise<number | null>

  private constructor(
    child: ChildProcess,
    url: string,
    dataDir: string,
    output: { stdout: string; stderr: string },
    ended: Promise<number | null>,
  ) {
    this.#child = child
    this.url = url
    this.dataDir = dataDir
    this.#output = output
    this.#ended = ended
  }

  /** Starts it, and resolves once it says that it listens. */
  static async start(
    variables: Environment = {},
    dataDir?: string,
    whileStarting: (child: ChildProcess) => void = () => undefined,
  ): Promise<Service> {
    const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'registro-house-')))
    const env = environmentWith({ PORT: '0', DATA_DIR: folder, ...variables })
    const child = spawn(process.execPath, [program, 'serve'], { env, cwd: folder })
    const output = collect(child)
    const ended = once(child, 'close').then(([code]) => code as number | null)
    whileStarting(child)
    const first = await Promise.race([
      once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line)),
      ended.then((code) => {
        throw new Error(`The service ended with ${String(code)}: ${output.stderr}`)
      }),
    ])
    const url = /^Registro listening on (http:\/\/\S+)$/.exec(first)?.[1]
    if (url === undefined) throw new Error(`The first line is ${JSON.stringify(first)}`)
    return new Service(child, url, folder, output, ended)
  }

  get stdout(): string {
    return this.#output.stdout
  }

  get stderr(): string {
    return this.#output.stderr
  }

  get operatorToken(): Promise<string> {
    return readFile(join(this.dataDir, 'operator-token'), 'utf8').then((text) => text.trim())
  }

  async register(fields: Readonly<Record<string, string>>): Promise<Accepted> {
    const answer = await this.post('/v1/registrations', { password: 'correct horse battery', ...fields })
    if (answer.status !== 202) throw new Error(`${String(answer.status)} ${await answer.text()}`)
    return (await answer.json()) as Accepted
  }

  async post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  }

  async registration(id: string): Promise<Accepted> {
    return (await (await fetch(`${this.url}/v1/registrations/${id}`)).json()) as Accepted
  }

  /** Resolves when the registration's e-mail is in that state. The service tells no events, so it is asked. */
  async emailIn(id: string, state: string): Promise<Accepted> {
    for (;;) {
      const found = await this.registration(id)
      if (found.email.state === state) return found
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  /** Resolves with the SMTP log once it holds that text. */
  async logWith(text: string): Promise<string> {
    for (;;) {
      const log = await this.log()
      if (log.includes(text)) return log
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  /** Resolves with the line on stdout that begins with these words. */
  async printed(words: string): Promise<string> {
    for (;;) {
      const line = this.stdout.split('\n').find((found) => found.trimStart().startsWith(words))
      if (line !== undefined) return line
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  /** Resolves once stderr holds that text. */
  async stderrWith(text: string): Promise<void> {
    while (!this.stderr.includes(text)) await new Promise((resolve) => setImmediate(resolve))
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name)
  }

  log(): Promise<string> {
    return readFile(join(this.dataDir, 'logs', 'smtp.log'), 'utf8')
  }

  /** Sends the signal and resolves with the exit code. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.#child.kill(signal)
    return this.#ended
  }

  async end(): Promise<void> {
    await this.stop('SIGKILL')
    await rm(this.dataDir, { recursive: true, force: true })
  }
}

export interface Accepted {
  readonly id: string
  readonly status: string
  readonly email: { readonly state: string; readonly since: string; readonly message: string }
  readonly links: { readonly self: string }
}

function collect(child: ChildProcess): { stdout: string; stderr: string } {
  const output = { stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk) => {
    output.stdout += String(chunk)
  })
  child.stderr?.on('data', (chunk) => {
    output.stderr += String(chunk)
  })
  return output
}

/** The confirmation token in the source of a message: quoted-printable folds are undone first. */
export function tokenIn(source: string): string {
  const text = source.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=')
  const token = /\/confirm\?token=([\w-]{43})/.exec(text)?.[1]
  if (token === undefined) throw new Error('The message holds no link')
  return token
}
