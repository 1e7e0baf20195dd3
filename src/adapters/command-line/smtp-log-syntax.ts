import { type Command, Option } from 'commander'
import { countOf } from './deliveries-syntax.js'
import type { StateRequest, TailRequest } from './smtp-log-commands.js'

export interface SmtpLogCommands {
  /** Without `recording` it only asks. */
  state(request: StateRequest): Promise<void>
  tail(request: TailRequest): Promise<void>
}

interface Json {
  readonly json?: boolean
}

/** How `smtp-log` is asked for. */
export function smtpLogSyntax(program: Command, run: SmtpLogCommands): void {
  const log = program.command('smtp-log').description('the record of all SMTP conversations: its switch, and its lines')
  const switches = [
    ['on', 'record all conversations from now on, also after restarts', { recording: true }],
    ['off', 'record nothing from now on, also after restarts', { recording: false }],
    ['status', 'say whether conversations are recorded', {}],
  ] as const
  for (const [name, description, wanted] of switches) {
    log
      .command(name)
      .description(description)
      .option('--json', 'print {recording} as JSON')
      .action(async ({ json }: Json) => {
        await run.state({ ...wanted, asJson: json === true })
      })
  }
  log
    .command('tail')
    .description('print the last lines of the log file, also when no service runs')
    .addOption(new Option('-n, --lines <number>', 'how many').argParser(countOf).default(20))
    .option('-f, --follow', 'go on with the lines that the running service records')
    .action(async ({ lines, follow }: { lines: number; follow?: boolean }) => {
      await run.tail({ lines, follows: follow === true })
    })
}
