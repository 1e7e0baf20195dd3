import type { Kysely } from 'kysely'
import type { Records } from '../../application/ports/store.js'
import type { Incident } from '../../domain/delivery/incident.js'
import type { Diagnosis } from '../../domain/diagnosis/diagnosis.js'
import type { Instant } from '../../domain/instant.js'
import { columnsOf, prepared } from './prepared.js'
import type { Statements } from './statements.js'
import { present } from './present.js'
import type { IncidentRow, Tables } from './tables.js'

export type IncidentRecords = Pick<
  Records,
  'addIncident' | 'saveIncident' | 'incident' | 'openIncidents' | 'recentIncidents'
>

/** Asked for several times a delivery, and hardly ever others than before: the list is remembered like a row. */
const openOnes = 'open incidents'

interface IncidentPosition {
  readonly limit: number
  readonly openedAt: Instant
  readonly id: string
}

/** Compiles the queries once; the methods are for a transaction's statements to carry. */
export function incidentRecords(db: Kysely<Tables>): IncidentRecords & ThisType<Statements> {
  const every = db.selectFrom('incidents').selectAll()
  const add = prepared(columns, (row: IncidentRow) => db.insertInto('incidents').values(row))
  const save = prepared(columns, ({ id, ...rest }: IncidentRow) =>
    db.updateTable('incidents').set(rest).where('id', '=', id),
  )
  const byId = prepared(['id'], ({ id }: { id: string }) => every.where('id', '=', id))
  const open = prepared([], () => every.where('closed_at', 'is', null).orderBy('opened_at').orderBy('id'))
  const newestFirst = every.orderBy('opened_at', 'desc').orderBy('id', 'desc')
  const recent = prepared(['limit'], ({ limit }: { limit: number }) => newestFirst.limit(limit))
  const before = prepared(['limit', 'openedAt', 'id'], ({ limit, openedAt, id }: IncidentPosition) =>
    newestFirst.where((is) => is(is.refTuple('opened_at', 'id'), '<', is.tuple(openedAt, id))).limit(limit),
  )

  return {
    async addIncident(incident) {
      this.known.forget(openOnes)
      await this.write(add.with(rowOf(incident)))
    },
    async saveIncident(incident) {
      this.known.forget(openOnes)
      await this.replace('incident', save.with(rowOf(incident)))
    },
    async incident(id) {
      const row = await this.first(byId.with({ id }))
      return row && incidentOf(row)
    },
    async openIncidents() {
      const known = this.known.get(openOnes, 'all') as readonly Incident[] | undefined
      if (known !== undefined) return known
      const found = (await this.all(open.with({}))).map(incidentOf)
      this.known.set(openOnes, 'all', found)
      return found
    },
    async recentIncidents({ limit, after }) {
      const page = after === undefined ? recent.with({ limit }) : before.with({ limit, ...after })
      return (await this.all(page)).map(incidentOf)
    },
  }
}

const columns = columnsOf<IncidentRow>({
  id: true,
  provider: true,
  cause: true,
  phase: true,
  diagnosis: true,
  opened_at: true,
  closed_at: true,
  probes: true,
  next_probe_at: true,
  settings: true,
})

function rowOf(incident: Incident): IncidentRow {
  return {
    id: incident.id,
    provider: incident.provider,
    cause: incident.cause,
    phase: incident.phase,
    diagnosis: JSON.stringify(incident.diagnosis),
    opened_at: incident.openedAt,
    closed_at: incident.closedAt ?? null,
    probes: incident.probes,
    next_probe_at: incident.nextProbeAt,
    settings: incident.settings,
  }
}

function incidentOf(row: IncidentRow): Incident {
  return present<Incident>({
    id: row.id,
    provider: row.provider,
    cause: row.cause,
    phase: row.phase,
    diagnosis: JSON.parse(row.diagnosis) as Diagnosis,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    probes: row.probes,
    nextProbeAt: row.next_probe_at,
    settings: row.settings,
  })
}
