import { type Kysely, sql } from 'kysely'
import type { Records } from '../../application/ports/store.js'
import type { Announcement, Channel } from '../../domain/announcement/announcement.js'
import { columnsOf, prepared } from './prepared.js'
import { present } from './present.js'
import type { Statements } from './statements.js'
import type { AnnouncementRow, Tables } from './tables.js'

export type AnnouncementRecords = Pick<
  Records,
  | 'addAnnouncement'
  | 'saveAnnouncement'
  | 'announcement'
  | 'removeAnnouncement'
  | 'firstAnnouncement'
  | 'asideAnnouncements'
>

/** Compiles the queries once; the methods are for a transaction's statements to carry. */
export function announcementRecords(db: Kysely<Tables>): AnnouncementRecords & ThisType<Statements> {
  const every = db.selectFrom('announcements').selectAll()
  const add = prepared(columns, (row: AnnouncementRow) => db.insertInto('announcements').values(row))
  const save = prepared(columns, ({ id, ...rest }: AnnouncementRow) =>
    db.updateTable('announcements').set(rest).where('id', '=', id),
  )
  const byId = prepared(['id'], ({ id }: { id: string }) => every.where('id', '=', id))
  const remove = prepared(['id'], ({ id }: { id: string }) => db.deleteFrom('announcements').where('id', '=', id))
  const first = prepared(['channel'], ({ channel }: { channel: Channel }) =>
    every.where('channel', '=', channel).where('aside', '=', sql.lit(0)).orderBy('created_at').orderBy('id').limit(1),
  )
  const aside = prepared(['channel', 'limit'], ({ channel, limit }: { channel: Channel; limit: number }) =>
    every
      .where('channel', '=', channel)
      .where('aside', '=', sql.lit(1))
      .orderBy('next_attempt_at')
      .orderBy('id')
      .limit(limit),
  )

  return {
    async addAnnouncement(announcement) {
      await this.write(add.with(rowOf(announcement)))
    },
    async saveAnnouncement(announcement) {
      await this.replace('announcement', save.with(rowOf(announcement)))
    },
    async announcement(id) {
      const row = await this.first(byId.with({ id }))
      return row && announcementOf(row)
    },
    async removeAnnouncement(id) {
      await this.write(remove.with({ id }))
    },
    async firstAnnouncement(channel) {
      const row = await this.first(first.with({ channel }))
      return row && announcementOf(row)
    },
    async asideAnnouncements(channel, limit) {
      return (await this.all(aside.with({ channel, limit }))).map(announcementOf)
    },
  }
}

const columns = columnsOf<AnnouncementRow>({
  id: true,
  channel: true,
  type: true,
  created_at: true,
  data: true,
  registration_id: true,
  failures: true,
  next_attempt_at: true,
  aside: true,
})

function rowOf(announcement: Announcement): AnnouncementRow {
  return {
    id: announcement.id,
    channel: announcement.channel,
    type: announcement.type,
    created_at: announcement.createdAt,
    data: announcement.data,
    registration_id: announcement.registrationId ?? null,
    failures: announcement.failures,
    next_attempt_at: announcement.nextAttemptAt,
    aside: announcement.isAside ? 1 : 0,
  }
}

function announcementOf(row: AnnouncementRow): Announcement {
  return present<Announcement>({
    id: row.id,
    channel: row.channel,
    type: row.type,
    createdAt: row.created_at,
    data: row.data,
    registrationId: row.registration_id,
    failures: row.failures,
    nextAttemptAt: row.next_attempt_at,
    isAside: row.aside === 1,
  })
}
