import type { CheckDirectly } from '../../../src/adapters/command-line/check-command.js'
import { runProgram } from '../../../src/adapters/command-line/program.js'
import type { FoundService } from '../../../src/adapters/command-line/service-client.js'
import { TerminalInMemory } from './terminal-in-memory.js'

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** What a command finds around itself; what is not given here it must not ask for. */
export interface Surroundings {
  readonly service: FoundService
  readonly smtpLogFile?: string
  readonly checkDirectly?: CheckDirectly
}

export const noService: FoundService = { outcome: 'not-found', why: { en: 'None.', es: 'Ninguno.' } }

/** Runs a command line, its words parted by single blanks. */
export async function runCommand(
  line: string,
  { service, smtpLogFile, checkDirectly = () => unasked('checkDirectly') }: Surroundings,
  terminal = new TerminalInMemory(),
): Promise<Ran> {
  const commands = {
    serve: () => unasked('serve'),
    findService: async () => service,
    smtpLogFile: async () => smtpLogFile ?? unasked('smtpLogFile'),
    checkDirectly,
  }
  const code = await runProgram(line.split(' '), '1.2.3', commands, terminal)
  return { code, stdout: terminal.stdout, stderr: terminal.stderr }
}

async function unasked(what: string): Promise<never> {
  throw new Error(`The command asked for ${what}.`)
}
