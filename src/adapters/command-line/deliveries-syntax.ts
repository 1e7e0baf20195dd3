import { type Command, InvalidArgumentError, Option } from 'commander'
import { deliveryStates } from '../../domain/delivery/delivery.js'
import { causes } from '../../domain/diagnosis/cause.js'
import type { Filter, ListRequest, RetryRequest, ShowRequest } from './deliveries-commands.js'

export interface DeliveriesCommands {
  list(request: ListRequest): Promise<void>
  show(request: ShowRequest): Promise<void>
  retry(request: RetryRequest): Promise<void>
}

interface Json {
  readonly json?: boolean
}

/** How `deliveries` is asked for. */
export function deliveriesSyntax(program: Command, run: DeliveriesCommands): void {
  const deliveries = program.command('deliveries').description('what became of each e-mail, and trying again')
  filtered(deliveries.command('list').description('list e-mails and their state, newest first'))
    .option('--limit <number>', 'how many to list', countOf, 50)
    .option('--cursor <text>', 'go on where a list before ended')
    .option('--json', 'print {items, next} as JSON')
    .action(async ({ json, limit, cursor, ...filter }: Filter & Json & { limit: number; cursor?: string }) => {
      await run.list({ filter, limit, ...(cursor === undefined ? {} : { cursor }), asJson: json === true })
    })
  deliveries
    .command('show')
    .description('show one e-mail and every attempt to send it')
    .argument('<id>', 'the id of the delivery')
    .option('--rediagnose', 'explain its attempts anew first, by the rules of today')
    .option('--json', 'print it as JSON')
    .action(async (id: string, { json, rediagnose }: Json & { rediagnose?: true }) => {
      await run.show({ id, rediagnoses: rediagnose === true, asJson: json === true })
    })
  filtered(
    deliveries
      .command('retry')
      .description('try one e-mail again at once, or all that the filter names')
      .argument('[id]', 'the id of the delivery; left out, the filter counts'),
  )
    .option('--all', 'without a filter: all that wait')
    .option('--dry-run', 'only count them')
    .option('--yes', 'do not ask before it is done')
    .option('--json', 'print the answer as JSON')
    .action(async (id: string | undefined, options: Filter & Json & { all?: true; dryRun?: true; yes?: true }) => {
      const { json, all, dryRun, yes, ...filter } = options
      await run.retry({
        ...(id === undefined ? {} : { id }),
        filter,
        isAll: all === true,
        isDryRun: dryRun === true,
        isAgreed: yes === true,
        asJson: json === true,
      })
    })
}

function filtered(command: Command): Command {
  return command
    .addOption(new Option('--state <state>', 'in this state').choices(deliveryStates))
    .option('--email <address>', 'to this address')
    .addOption(new Option('--cause <cause>', 'whose last attempt ended for this cause').argParser(causeOf))
    .option('--provider <name>', 'last tried through this provider, such as smtp.example.org:587')
    .option('--since <time>', 'created at this moment or later (RFC 3339, or a date)')
    .option('--until <time>', 'created before this moment')
}

/** Not by `choices`: the help would list more than fifty. */
function causeOf(text: string): string {
  if (causes.some((cause) => cause === text)) return text
  throw new InvalidArgumentError(`Expected one of: ${causes.join(', ')}.`)
}

export function countOf(text: string): number {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (count >= 1) return count
  throw new InvalidArgumentError('Expected a number from 1 to 999999.')
}
