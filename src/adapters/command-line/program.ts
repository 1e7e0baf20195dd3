import { Command, CommanderError } from 'commander'
import type { CheckDirectly } from './check-command.js'
import { checkSyntax } from './check-syntax.js'
import { deliveriesSyntax } from './deliveries-syntax.js'
import { explainSyntax } from './explain-syntax.js'
import { exitFine, exitUsage } from './exit-codes.js'
import { incidentsSyntax } from './incidents-syntax.js'
import { type FindService, ServiceClient } from './service-client.js'
import { smtpLogSyntax } from './smtp-log-syntax.js'
import type { Terminal } from './terminal.js'

/** What the commands do; each resolves to the exit code. */
export interface Commands {
  /** Runs the service until a signal ends it. */
  serve(): Promise<number>
  /** Where the service is that runs already. */
  readonly findService: FindService
  /** The file of the SMTP log, by the same environment. */
  smtpLogFile(): Promise<string>
  readonly checkDirectly: CheckDirectly
}

/** Reads a command line (without program and script) and runs what it says; resolves to the exit code. */
export async function runProgram(
  args: readonly string[],
  version: string,
  commands: Commands,
  terminal: Terminal,
): Promise<number> {
  let exitCode = exitFine
  const program = new Command('registro')
    .description('Registers users over HTTP, confirms them by e-mail, and records every SMTP conversation.')
    .version(version)
    .showHelpAfterError('(add --help for what is understood)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        terminal.out(text)
      },
      writeErr: (text) => {
        terminal.err(text)
      },
    })
  program
    .command('serve')
    .description('run the service; every setting comes from the environment or from .env')
    .action(async () => {
      exitCode = await commands.serve()
    })
  explainSyntax(program, async (request) => {
    const { explain } = await import('./explain-command.js')
    exitCode = await explain(request, terminal)
  })
  const client = new ServiceClient(commands.findService, terminal)
  checkSyntax(program, async (request) => {
    const { check } = await import('./check-command.js')
    const { checkDirectly: directly } = commands
    const ways = { client, directly, smtpLogFile: () => commands.smtpLogFile() }
    exitCode = await check(ways, request, terminal)
  })
  deliveriesSyntax(program, {
    list: async (request) => {
      const { listDeliveries } = await import('./deliveries-commands.js')
      exitCode = await listDeliveries(client, request, terminal)
    },
    show: async (request) => {
      const { showDelivery } = await import('./deliveries-commands.js')
      exitCode = await showDelivery(client, request, terminal)
    },
    retry: async (request) => {
      const { retryDeliveries } = await import('./deliveries-retry-command.js')
      exitCode = await retryDeliveries(client, request, terminal)
    },
  })
  incidentsSyntax(program, {
    list: async (request) => {
      const { listIncidents } = await import('./incidents-commands.js')
      exitCode = await listIncidents(client, request, terminal)
    },
    retry: async (request) => {
      const { retryIncident } = await import('./incidents-commands.js')
      exitCode = await retryIncident(client, request, terminal)
    },
  })
  smtpLogSyntax(program, {
    state: async (request) => {
      const { smtpLogState } = await import('./smtp-log-commands.js')
      exitCode = await smtpLogState(client, request, terminal)
    },
    tail: async (request) => {
      const { followLog, tailFile } = await import('./smtp-log-tail.js')
      exitCode = await (request.follows
        ? followLog(client, request, terminal)
        : tailFile(await commands.smtpLogFile(), request, terminal))
    },
  })
  try {
    await program.parseAsync([...args], { from: 'user' })
    return exitCode
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    const isAnswer = error.code === 'commander.helpDisplayed' || error.code === 'commander.version'
    return isAnswer ? exitFine : exitUsage
  }
}
