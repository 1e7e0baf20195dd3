import type { Command } from 'commander'
import { countOf } from './deliveries-syntax.js'
import type { ListIncidentsRequest, RetryIncidentRequest } from './incidents-commands.js'

export interface IncidentsCommands {
  list(request: ListIncidentsRequest): Promise<void>
  retry(request: RetryIncidentRequest): Promise<void>
}

interface Json {
  readonly json?: boolean
}

/** How `incidents` is asked for. */
export function incidentsSyntax(program: Command, run: IncidentsCommands): void {
  const incidents = program.command('incidents').description('faults that keep back all mail through a provider')
  incidents
    .command('list')
    .description('list them, newest first')
    .option('--limit <number>', 'how many to list', countOf, 50)
    .option('--cursor <text>', 'go on where a list before ended')
    .option('--json', 'print {items, next} as JSON')
    .action(async ({ json, limit, cursor }: Json & { limit: number; cursor?: string }) => {
      await run.list({ limit, ...(cursor === undefined ? {} : { cursor }), asJson: json === true })
    })
  incidents
    .command('retry')
    .description('send one e-mail at once to see whether the fault is mended')
    .argument('<id>', 'the id of the incident')
    .option('--json', 'print the incident as JSON')
    .action(async (id: string, { json }: Json) => {
      await run.retry({ id, asJson: json === true })
    })
}
