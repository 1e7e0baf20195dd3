import { type Command, InvalidArgumentError, Option } from 'commander'
import type { ExplainRequest } from './explain-command.js'

interface ExplainOptions {
  readonly json?: boolean
  readonly host?: string
  readonly port?: number
  readonly tls?: 'implicit' | 'starttls' | 'none'
  readonly from?: string
  readonly to?: string
}

/** How `explain` is asked for. */
export function explainSyntax(program: Command, run: (request: ExplainRequest) => Promise<void>): void {
  program
    .command('explain')
    .description('say why an e-mail did not go out, who must act and what to do, from any log or error message')
    .argument('[file]', 'a file with the error or the conversation; standard input when left out, or -')
    .option('--json', 'print the diagnosis as one JSON object')
    .option('--host <name>', 'the mail server that was to be reached, where the text does not say it')
    .option('--port <number>', 'its port', portOf)
    .addOption(
      new Option('--tls <mode>', 'how the connection was to be secured').choices(['implicit', 'starttls', 'none']),
    )
    .option('--from <address>', 'the sender')
    .option('--to <address>', 'the recipient')
    .action(async (file: string | undefined, { json, ...context }: ExplainOptions) => {
      const named = file === undefined || file === '-' ? {} : { file }
      await run({ ...named, asJson: json === true, context })
    })
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (port >= 1 && port <= 65_535) return port
  throw new InvalidArgumentError('Expected a number from 1 to 65535.')
}
