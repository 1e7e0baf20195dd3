import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { packedTranscript } from '../../../src/adapters/database/packed-transcript.js'
import type { EmailSender } from '../../../src/application/ports/email-sender.js'
import { ProviderLimits } from '../../../src/application/provider-limits.js'
import { InMemoryTranscriptLog } from '../../../src/adapters/memory/in-memory-transcript-log.js'
import { EraseUser } from '../../../src/application/erase-user.js'
import type { EmailAddress } from '../../../src/domain/registration/email-address.js'
import type { PersonName } from '../../../src/domain/registration/person-name.js'
import type { RecordedLine } from '../../../src/domain/transcript/statement.js'
import { aDelivery, aRegistration, aTranscript, aUser, anAttempt, keyOf } from '../../contracts/store-samples.js'
import { Product } from '../../support/product-in-memory.js'
import { type SqliteWorld, sqliteWorld } from './sqlite-world.js'

let world: SqliteWorld
beforeEach(async () => {
  world = await sqliteWorld()
})
afterEach(() => world.close())

/** Everything that the store keeps on the disk, as it lies there while the store is open. */
async function medium(): Promise<Buffer> {
  const folder = dirname(world.path)
  return Buffer.concat(await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name)))))
}

/** Pieces of a text that are looked for: the pages of a file may part it. */
function piecesOf(bytes: Uint8Array, size: number): readonly Buffer[] {
  const all: Buffer[] = []
  for (let at = 0; at + size <= bytes.length; at += size) all.push(Buffer.from(bytes.subarray(at, at + size)))
  return all
}

const passwordHash = (id: string): string => `$argon2id$v=19$m=19456,t=2,p=1$salt-${id}$${'hash'.repeat(8)}-of-${id}`

/** A conversation like no other. */
function said(person: string): readonly RecordedLine[] {
  return aTranscript(20 + (person.length % 7) * 30).map((line, at) => ({
    ...line,
    statement: {
      kind: 'sent',
      text: createHash('sha256')
        .update(`${person} ${String(at)}`)
        .digest('base64'),
    },
  }))
}

/** Relays for nobody, and says so with the recipient's address: a fault of the provider that its incident quotes. */
const relayDenied: EmailSender = {
  provider: { name: 'r:587', host: 'r.test', port: 587, tls: 'implicit', settings: 's', maxConnections: 5 },
  close: async () => {},
  breakOff: () => {},
  send: async ({ to }, hooks) => {
    const conversation = hooks.open()
    const utf8 = new TextEncoder()
    conversation.event({ event: 'connected', host: 'r.test', port: 587, secured: true })
    conversation.received(utf8.encode('220 r.test ESMTP\r\n'))
    conversation.sent(utf8.encode('EHLO us\r\n'))
    conversation.received(utf8.encode('250 r.test\r\n'))
    conversation.sent(utf8.encode('MAIL FROM:<us@us.test>\r\n'))
    conversation.received(utf8.encode('250 2.1.0 Ok\r\n'))
    conversation.sent(utf8.encode(`RCPT TO:<${to.address}>\r\n`))
    conversation.received(utf8.encode(`554 5.7.1 <${to.address.toLowerCase()}>: Relay access denied\r\n`))
    conversation.ended()
    return { outcome: 'refused', fault: { message: 'refused', command: 'RCPT TO', replyCode: 554 } }
  },
}

describe('what is erased', () => {
  it('cannot be found in any file of the store, the live one', async () => {
    const { store } = world
    const people = Array.from({ length: 1500 }, (_, at) => `person-${String(at)}-${'x'.repeat((at * 37) % 50)}z`)
    // Many, of all sizes and in no order of their ids: rows are moved from page to page as the file grows.
    const idOf = (person: string): string => createHash('sha256').update(person).digest('base64url')
    for (const person of people) {
      const address = `${person}@secret.example` as EmailAddress
      const name = `Name of ${person}` as PersonName
      const id = idOf(person)
      await store.transact(async (records) => {
        await records.addRegistration(aRegistration(id, { address, name, passwordHash: passwordHash(person) }))
        await records.addUser(
          aUser(`u-${id}`, { address, name, passwordHash: passwordHash(person), registrationId: id }),
        )
        await records.addDelivery(
          aDelivery(`d-${id}`, id, { email: { kind: 'confirm-address', recipient: address, locale: 'en' } }),
        )
        if (person.length % 4 !== 0) return
        await records.addAttempt(anAttempt(`a-${id}`, `d-${id}`))
        await records.saveTranscript(`a-${id}`, said(person))
      })
    }
    const erased = people.filter((_, at) => at % 10 !== 0)
    expect((await medium()).includes('person-7-')).toBe(true)
    for (const person of erased) {
      await store.transact(async (records) => {
        await records.removeUser(`u-${idOf(person)}`)
        await records.removeRegistration(idOf(person))
      })
    }
    await store.expunge()
    const left = await medium()
    const found = [...left.toString('latin1').matchAll(/person-\d+-x*z/g)].map(([text]) => text)
    const kept = new Set(people.filter((id) => !erased.includes(id)))
    expect(found.length).toBeGreaterThan(kept.size)
    expect(found.filter((text) => !kept.has(text))).toEqual([])
    // What follows the tables at the beginning of a packed transcript, which are alike in many.
    for (const person of erased.slice(0, 200)) {
      for (const piece of piecesOf(packedTranscript(said(person)).subarray(400), 48))
        expect(left.includes(piece)).toBe(false)
    }
    await store.transact(async (records) => {
      for (const person of kept) {
        const lines = await records.transcriptOf(`a-${idOf(person)}`)
        expect(lines).toEqual(person.length % 4 === 0 ? said(person) : [])
      }
    })
  }, 60_000)

  it('goes when the user goes: registrations, e-mails, transcripts, and what faults of providers quoted', async () => {
    const limits = new ProviderLimits([relayDenied.provider])
    const log = new InMemoryTranscriptLog({ now: () => 0, processId: 1, version: '1.2.3' })
    const product = new Product([], { store: world.store, senders: [relayDenied], limits, log })
    const address = 'Maria.Sanchez@kunde.example'
    try {
      await product.worker.start()
      const first = await product.registered(address)
      await product.settled()
      expect(product.opened).toMatchObject([
        {
          cause: 'relay-denied',
          diagnosis: { evidence: expect.arrayContaining([expect.stringContaining('Relay access denied')]) },
        },
      ])
      await product.registered('somebody.else@kunde.example')
      await product.settled()
      const userId = 'user-of-maria'
      await world.store.transact(async (records) => {
        const registration = await records.registration(first.registrationId)
        if (registration === undefined) throw new Error('There is no registration.')
        await records.saveRegistration({ ...registration, confirmedAt: product.clock.now() })
        await records.addUser(
          aUser(userId, {
            address: address as EmailAddress,
            addressKey: keyOf(address),
            registrationId: registration.id,
          }),
        )
      })
      expect((await medium()).toString('latin1')).toMatch(/maria\.sanchez/i)
      expect(await new EraseUser(product.ports).execute({ id: userId })).toEqual({ outcome: 'erased' })
      await product.background.settled()
      const left = (await medium()).toString('latin1')
      expect(left).not.toMatch(/maria\.sanchez/i)
      expect(left).toMatch(/somebody\.else@kunde\.example/)
      expect(product.background.failures).toEqual([])
    } finally {
      await product.close()
    }
  })
})
