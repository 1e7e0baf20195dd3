import type { Command } from 'commander'
import type { CheckCommandRequest } from './check-command.js'

interface CheckOptions {
  readonly to?: string
  readonly provider?: string
  readonly extended?: string
  readonly json?: boolean
}

/** How `check` is asked for. */
export function checkSyntax(program: Command, run: (request: CheckCommandRequest) => Promise<void>): void {
  program
    .command('check')
    .description('find out whether e-mails can go out: each mail server, stage by stage, by the way that e-mails go')
    .option('--to <address>', 'also send it a real message, whose link confirms nothing')
    .option('--provider <name>', 'only this one, such as smtp.example.org:587')
    .option(
      '--extended <file>',
      'also write what was said there, with each line of the message: an extended log of this check',
    )
    .option('--json', 'print what was found as one JSON object')
    .action(async ({ json, extended, ...request }: CheckOptions) => {
      const file = extended === undefined ? {} : { extendedLogFile: extended }
      await run({ request, ...file, asJson: json === true })
    })
}
