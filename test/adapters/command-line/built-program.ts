import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** The built program, run as its users run it; `npm test` builds it first. */
const program = new URL('../../../dist/main.js', import.meta.url).pathname

export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly input?: string | Uint8Array
  readonly variables?: Readonly<Record<string, string>>
  readonly cwd?: string
}

/** Runs it to its end with nothing of this machine's environment but the path. */
export async function runBuiltProgram(args: readonly string[], running: Running = {}): Promise<Finished> {
  const env = { PATH: process.env['PATH'] ?? '', ...running.variables }
  const options = running.cwd === undefined ? { env } : { env, cwd: running.cwd }
  const child = spawn(process.execPath, [program, ...args], options)
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
  child.stdin.on('error', () => {})
  child.stdin.end(running.input ?? '')
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...output }
}
