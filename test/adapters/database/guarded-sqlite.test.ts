import * as fc from 'fast-check'
import Libsql from 'libsql'
import { describe, expect, it } from 'vitest'
import { GuardedSqlite } from '../../../src/adapters/database/guarded-sqlite.js'

/** A database in memory with one table of any values. */
function aDatabase(): GuardedSqlite {
  const database = new Libsql(':memory:')
  database.exec('create table kept (value any) strict')
  return new GuardedSqlite(database)
}

function keep(database: GuardedSqlite, value: unknown): unknown {
  database.prepare('delete from kept').run([])
  database.prepare('insert into kept (value) values (?)').run([value])
  return database.prepare('select value from kept').all([])
}

/** What it gives, or that it is refused as of the wrong type. */
function outcomeOf(keeping: () => unknown): unknown {
  try {
    return keeping()
  } catch (error) {
    return error instanceof TypeError ? 'refused' : error
  }
}

class Money {
  readonly cents = 5
}

describe('GuardedSqlite', () => {
  it.each<[string, unknown]>([
    ['text', 'Zoë 🦊\n'],
    ['an empty text', ''],
    ['a whole number', 42],
    ['a negative number', -7],
    ['nought', 0],
    ['a fraction', 1.5],
    ['the largest safe integer', Number.MAX_SAFE_INTEGER],
    ['a moment', Date.UTC(2026, 10, 21)],
    ['null', null],
    ['bytes', new Uint8Array([0, 1, 255])],
    ['no bytes', new Uint8Array(0)],
  ])('keeps %s as it is', (_, value) => {
    expect(keep(aDatabase(), value)).toStrictEqual([{ value }])
  })

  it('keeps a bigint as an integer, and a Buffer as bytes', () => {
    const database = aDatabase()
    expect(keep(database, 12n)).toStrictEqual([{ value: 12 }])
    expect(keep(database, Buffer.from('abc'))).toStrictEqual([{ value: new Uint8Array([97, 98, 99]) }])
    const part = new Uint8Array([1, 2, 3, 4]).subarray(1, 3)
    expect(keep(database, part)).toStrictEqual([{ value: new Uint8Array([2, 3]) }])
  })

  it.each<[string, unknown]>([
    ['true', true],
    ['false', false],
    ['undefined', undefined],
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['negative infinity', Number.NEGATIVE_INFINITY],
    ['an integer beyond 64 bits', 2n ** 63n],
    ['a negative integer beyond 64 bits', -(2n ** 63n) - 1n],
    ['a date', new Date(0)],
    ['an object', { value: 1 }],
    ['an object without a class', Object.create(null)],
    ['an object of a class', new Money()],
    ['an array', [1]],
    ['an ArrayBuffer', new ArrayBuffer(2)],
    ['other numbers in bytes', new Uint16Array(2)],
    ['a view', new DataView(new ArrayBuffer(2))],
    ['a symbol', Symbol('s')],
    ['a function', () => 1],
    ['a text in an object', Object('text')],
    ['a map', new Map()],
    ['a promise', Promise.resolve(1)],
  ])('refuses %s, where it writes and where it looks', (_, value) => {
    const database = aDatabase()
    const insert = database.prepare('insert into kept (value) values (?)')
    const find = database.prepare('select value from kept where value is ?')
    expect(() => insert.run([value])).toThrow(/^SQLite cannot hold /)
    expect(() => insert.run(['fine', value])).toThrow(/^SQLite cannot hold /)
    expect(() => find.all([value])).toThrow(/^SQLite cannot hold /)
    expect(() => find.get([value])).toThrow(/^SQLite cannot hold /)
    expect(database.prepare('select value from kept').all([])).toEqual([])
  })

  it.each(['nul\0inside', '\0', 'half a pair \ud800', '\udc80'])('refuses to keep %j, but looks for it', (text) => {
    const database = aDatabase()
    database.prepare('insert into kept (value) values (?), (?)').run(['nul', 'half a pair \ufffd'])
    expect(() => keep(database, text)).toThrow(/^SQLite cannot keep /)
    expect(database.prepare('select value from kept where value = ?').all([text])).toEqual([])
  })

  it('never tells the value that it refuses', () => {
    const secret = { toString: () => 'hunter2', secret: 'hunter2' }
    for (const value of [secret, ['hunter2'], Symbol('hunter2'), 'hunter2\0', () => 'hunter2'])
      expect(() => keep(aDatabase(), value)).not.toThrow(/hunter2/)
  })

  it('gives back whatever it takes, and stays alive whatever it is given', () => {
    const database = aDatabase()
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withTypedArray: true }), (value) => {
        const kept = outcomeOf(() => keep(database, value))
        expect([[{ value: typeof value === 'bigint' ? Number(value) : value }], 'refused']).toContainEqual(kept)
      }),
      { numRuns: 1_000 },
    )
  })

  it('compiles a statement once, and forgets the old ones when there are too many', () => {
    const database = aDatabase()
    expect(database.prepare('select 1 as one')).toBe(database.prepare('select 1 as one'))
    for (let number = 0; number < 1_000; number++)
      expect(database.prepare(`select ${number} as it`).all([])).toEqual([{ it: number }])
  })

  it('follows a change of the tables', () => {
    const database = aDatabase()
    keep(database, 1)
    database.prepare('alter table kept add column other text').run([])
    expect(database.prepare('select value from kept').all([])).toEqual([{ value: 1 }])
  })
})
