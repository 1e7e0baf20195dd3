import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, chmod, constants, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { generate } from 'selfsigned'

/** One line that a mail server says it heard or said. */
export interface TheirLine {
  readonly side: 'client' | 'server'
  readonly text: string
}

/** A real mail server on loopback, which keeps its own record of what is said. */
export interface MailProgram {
  readonly port: number
  /** Its certificate, in PEM. */
  readonly ca: string
  /** Its record of the conversations so far, in the order of their beginning, once so many are over. */
  conversations(count: number): Promise<readonly (readonly TheirLine[])[]>
  stop(): Promise<void>
}

/** Who may log in, and whom the servers do not know. */
export const login = { user: 'ana', password: 's3cret-word' }
export const unknownRecipient = 'nobody@example.test'

/** A folder of its own that the server's user can enter, with a key and a certificate for 127.0.0.1. */
export async function scene(): Promise<{
  readonly folder: string
  readonly ca: string
  readonly clear: () => Promise<void>
}> {
  const folder = await mkdtemp(join(tmpdir(), 'registro-servers-'))
  await chmod(folder, 0o755)
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  })
  await writeFile(join(folder, 'key.pem'), key)
  await writeFile(join(folder, 'cert.pem'), cert)
  return { folder, ca: cert, clear: () => rm(folder, { recursive: true, force: true }) }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** The first of these programs that there is. */
export async function found(...paths: readonly (string | undefined)[]): Promise<string | undefined> {
  for (const path of paths) {
    const isThere =
      path !== undefined &&
      (await access(path, constants.X_OK).then(
        () => true,
        () => false,
      ))
    if (isThere) return path
  }
  return undefined
}

/** Runs a program to its end; rejects with what it said when it failed. */
export async function run(program: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, [...args])
  return stdout
}

/** Starts a program that goes on, what it says being kept. */
export function started(
  program: string,
  args: readonly string[],
): { readonly child: ChildProcess; readonly output: () => string } {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString('latin1')
    })
  return { child, output: () => output }
}

/** Asks until there is an answer. */
export async function eventually<T>(ask: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await new Promise((resolve) => {
      setTimeout(resolve, 20)
    })
  }
}
