import type { Command } from 'commander'
import type { CheckCommandRequest } from './check-command.js'

interface CheckOptions {
  readonly to?: string
  readonly provider?: string
  readonly json?: boolean
}

/** How `check` is asked for. */
export function checkSyntax(program: Command, run: (request: CheckCommandRequest) => Promise<void>): void {
  program
    .command('check')
    .description('find out whether e-mails can go out: each mail server, stage by stage, by the way that e-mails go')
    .option('--to <address>', 'also send it a real message, whose link confirms nothing')
    .option('--provider <name>', 'only this one, such as smtp.example.org:587')
    .option('--json', 'print what was found as one JSON object')
    .action(async ({ json, ...request }: CheckOptions) => {
      await run({ request, asJson: json === true })
    })
}
