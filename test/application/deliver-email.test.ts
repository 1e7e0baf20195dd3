import { describe, expect, it } from 'vitest'
import { day, hour, minute, second as oneSecond } from '../../src/domain/instant.js'
import { printLine } from '../../src/domain/transcript/smtp-log-format.js'
import { MailServer, type Reception } from '../support/mail-server.js'
import { World } from '../support/world.js'

describe('an attempt', () => {
  it.each<[Reception, string, string]>([
    ['accepted', 'accepted', 'accepted'],
    ['unreachable', 'held', 'connection-refused'],
    ['greets-not', 'held', 'connection-dropped'],
    ['bad-password', 'held', 'credentials-rejected'],
    ['unknown-recipient', 'refused', 'recipient-unknown'],
    ['mailbox-full', 'delayed', 'recipient-mailbox-full'],
    ['greylisted', 'delayed', 'greylisted'],
    ['unexplained', 'delayed', 'unknown'],
    ['over-quota', 'held', 'quota-exceeded'],
    ['hung-up', 'delayed', 'connection-dropped'],
  ])('that meets %s leaves its delivery %s: %s', async (reception, state, cause) => {
    const world = await World.open()
    world.server.answer = reception
    const { id } = await world.register('ana@example.com')
    expect(await world.delivery(id)).toMatchObject({ state, cause, provider: 'smtp.test:587' })
    const [attempt, ...others] = await world.attempts(id)
    expect(others).toEqual([])
    expect(attempt).toMatchObject({ provider: 'smtp.test:587', diagnosis: { cause } })
    expect(attempt?.endedAt).toBe(world.clock.now())
    expect(world.background.failures).toEqual([])
  })

  it('keeps the conversation, as the log has it', async () => {
    const world = await World.open()
    world.server.answer = 'unknown-recipient'
    const { id } = await world.register('ana@example.com')
    const [attempt] = await world.attempts(id)
    const kept = await world.look((records) => records.transcriptOf(attempt?.id ?? ''))
    const texts = kept.map((line) => printLine(line, 'en'))
    expect(texts.some((text) => text.endsWith('S < "550 5.1.1 User unknown"'))).toBe(true)
    expect(texts.some((text) => text.includes('AUTH PLAIN ****'))).toBe(true)
    expect(world.log.lines.filter(({ conversation }) => conversation === 1)).toEqual(kept)
  })

  it('keeps nothing of the conversation where transcripts are kept for no time at all, and tells why all the same', async () => {
    const world = await World.open({ keepsTranscripts: false })
    world.server.answer = 'unknown-recipient'
    const { id } = await world.register('ana@example.com')
    const [attempt] = await world.attempts(id)
    expect(attempt).toMatchObject({ outcome: 'refused', diagnosis: { cause: 'recipient-unknown' } })
    expect(world.log.lines.filter(({ conversation }) => conversation === 1)).not.toEqual([])
    expect(await world.look((records) => records.transcriptOf(attempt?.id ?? ''))).toEqual([])
  })

  it('meets the same fate while nothing is recorded, and keeps nothing', async () => {
    const world = await World.open()
    world.log.switchRecording(false, 'a test')
    world.server.answer = 'unknown-recipient'
    const { id } = await world.register('ana@example.com')
    expect(await world.delivery(id)).toMatchObject({ state: 'refused', cause: 'recipient-unknown' })
    const [attempt] = await world.attempts(id)
    expect(await world.look((records) => records.transcriptOf(attempt?.id ?? ''))).toEqual([])
  })

  it('is marked before the message is handed over, and the link works from then on', async () => {
    const world = await World.open()
    world.server.stopsAt = 'reply'
    const { id } = await world.register('ana@example.com')
    const now = world.clock.now()
    expect(await world.attempts(id)).toMatchObject([{ markedAt: now }])
    expect(await world.delivery(id)).toMatchObject({ state: 'sending', handedOverAt: now })
    expect(await world.registration(id)).toMatchObject({ handedOverAt: now })
    world.server.goOn()
    await world.quiet()
    const { attempts, registration } = {
      attempts: await world.attempts(id),
      registration: await world.registration(id),
    }
    expect(attempts).toMatchObject([{ markedAt: now, endedAt: now, outcome: 'accepted' }])
    expect(registration.linkExpiresAt).toBe(now + day)
  })
})

describe('a delivery', () => {
  it('refused for now is tried again when the server says, and then as the policy says', async () => {
    const world = await World.open()
    world.server.answer = 'greylisted'
    const { id } = await world.register('ana@example.com')
    expect((await world.view(id)).email.message.en).toBe('We could not send it yet, we keep trying.')
    const first = (await world.delivery(id)).nextAttemptAt ?? 0
    expect(first - world.clock.now()).toBeGreaterThanOrEqual(5 * minute)
    expect(first - world.clock.now()).toBeLessThanOrEqual(5 * minute + oneSecond)
    await world.pass(5 * minute - oneSecond)
    expect(world.server.tries).toHaveLength(1)
    await world.pass(2 * oneSecond)
    expect(world.server.tries).toHaveLength(2)
    world.server.answer = 'accepted'
    await world.pass(7 * minute)
    expect(await world.state(id)).toBe('accepted')
    expect((await world.attempts(id)).map(({ outcome }) => outcome)).toEqual(['deferred', 'deferred', 'accepted'])
  })

  it('refused for no known reason is asked for once more in an hour, and believed then', async () => {
    const world = await World.open()
    world.server.answer = 'unexplained'
    const { id } = await world.register('ana@example.com')
    await world.pass(hour - oneSecond)
    expect(await world.state(id)).toBe('delayed')
    await world.pass(oneSecond)
    expect(await world.state(id)).toBe('refused')
    expect(world.server.tries).toHaveLength(2)
  })

  it('in doubt goes again within ten seconds, with the same Message-ID', async () => {
    const world = await World.open()
    world.server.answer = 'lost-after-dot'
    const { id } = await world.register('ana@example.com')
    expect(await world.delivery(id)).toMatchObject({ state: 'queued', deferrals: 1 })
    world.server.answer = 'accepted'
    await world.pass(10 * oneSecond)
    expect(await world.state(id)).toBe('accepted')
    expect(world.server.inbox).toHaveLength(2)
    expect(new Set(world.server.inbox.map(({ messageId }) => messageId)).size).toBe(1)
    expect(new Set(world.linksTo('ana@example.com')).size).toBe(1)
  })

  it('in doubt time and again fills nobody’s mailbox', async () => {
    const world = await World.open()
    world.server.answer = 'lost-after-dot'
    await world.register('ana@example.com')
    await world.pass(day)
    expect(world.server.inbox.length).toBeGreaterThan(5)
    expect(world.server.inbox.length).toBeLessThan(17)
  })

  it('in doubt is not sent again once a later e-mail went to the address', async () => {
    const world = await World.open({ coolDown: { betweenMs: 0 } })
    world.server.stopsAt = 'reply'
    world.server.answer = 'lost-after-dot'
    const first = await world.register('ana@example.com')
    world.server.answer = 'accepted'
    world.server.stopsAt = undefined
    const later = await world.register('ana@example.com')
    expect([await world.state(first.id), await world.state(later.id)]).toEqual(['sending', 'accepted'])
    world.server.goOn()
    await world.pass(hour)
    expect(await world.state(first.id)).toBe('cancelled')
    expect(await world.state(later.id)).toBe('accepted')
    expect(world.server.inbox).toHaveLength(2)
  })

  it('whose registration lapses first is expired', async () => {
    const world = await World.open()
    world.server.answer = 'mailbox-full'
    const { id } = await world.register('ana@example.com')
    await world.sleep(7 * day + 2 * minute)
    await world.pass(2 * minute)
    expect(await world.state(id)).toBe('expired')
    expect((await world.view(id)).status).toBe('expired')
    const tries = world.server.tries.length
    await world.pass(hour)
    expect(world.server.tries).toHaveLength(tries)
  })

  it('is over for all that are many, in the sweep of one minute', async () => {
    const world = await World.open()
    world.server.answer = 'unreachable'
    const ids: string[] = []
    for (let count = 0; count < 120; count += 1) ids.push((await world.register(`ana${String(count)}@example.com`)).id)
    await world.sleep(31 * day)
    await world.pass(minute)
    for (const id of ids) expect(await world.state(id)).toBe('expired')
  })

  it('that nobody can send because of a defect of ours does not come back at once for ever', async () => {
    const world = await World.open()
    world.server.answer = 'defect'
    const { id } = await world.register('ana@example.com')
    await world.pass(hour)
    expect(world.server.tries.length).toBeGreaterThan(3)
    expect(world.server.tries.length).toBeLessThan(20)
    expect(new Set(world.background.failures.map(({ error }) => String(error)))).toEqual(
      new Set(['Error: a defect of the sender']),
    )
    world.server.answer = 'accepted'
    await world.pass(6 * minute)
    expect(await world.state(id)).toBe('accepted')
  })
})

describe('an address that needs SMTPUTF8', () => {
  const address = 'josé@example.com'
  const two = () => [new MailServer({ name: 'first.test:587' }), new MailServer({ name: 'second.test:587' })] as const

  it('goes to the next provider when the first cannot carry it', async () => {
    const [first, second] = two()
    const world = await World.open({ servers: [first, second] })
    first.answer = 'lacks-smtputf8'
    const { id } = await world.register(address)
    await world.pass(10 * oneSecond)
    expect(await world.delivery(id)).toMatchObject({ state: 'accepted', provider: 'second.test:587' })
    expect(await world.openIncidents()).toEqual([])
  })

  it('is refused, with its own words, when none can', async () => {
    const [first, second] = two()
    const world = await World.open({ servers: [first, second] })
    for (const server of [first, second]) server.answer = 'lacks-smtputf8'
    const { id } = await world.register(address)
    await world.pass(20 * oneSecond)
    expect((await world.view(id)).email.message.en).toContain('Our mail server cannot write to an address')
    expect(await world.state(id)).toBe('refused')
  })

  it('is not refused while a provider that is at fault now was not asked', async () => {
    const [first, second] = two()
    const world = await World.open({ servers: [first, second] })
    first.answer = 'unreachable'
    await world.register('ana@example.com')
    second.answer = 'lacks-smtputf8'
    const { id } = await world.register(address)
    await world.pass(oneSecond)
    expect(await world.state(id)).not.toBe('refused')
    first.answer = 'accepted'
    await world.pass(20 * minute)
    expect(await world.delivery(id)).toMatchObject({ state: 'accepted', provider: 'first.test:587' })
  })

  it('waits for the provider that may carry it without keeping others from the one that works', async () => {
    const [first, second] = two()
    const world = await World.open({ servers: [first, second] })
    second.answer = 'unreachable'
    first.answer = 'lacks-smtputf8'
    const waiting: string[] = []
    for (let count = 0; count < 12; count += 1) {
      waiting.push((await world.register(`josé${String(count)}@example.com`)).id)
    }
    await world.pass(minute)
    first.answer = 'greylisted'
    const { id } = await world.register('ana@example.com')
    first.answer = 'accepted'
    for (const one of waiting) first.answerTo((await world.delivery(one)).email.recipient, 'lacks-smtputf8')
    await world.pass(6 * minute)
    expect(await world.state(id)).toBe('accepted')
    second.answer = 'accepted'
    await world.pass(20 * minute)
    for (const one of waiting)
      expect(await world.delivery(one)).toMatchObject({ state: 'accepted', provider: 'second.test:587' })
  })

  it('is tried once more where the provider that could not carry it is the only one left', async () => {
    const [first, second] = two()
    const world = await World.open({ servers: [first, second] })
    first.answer = 'lacks-smtputf8'
    second.answer = 'mailbox-full'
    const { id } = await world.register(address)
    await world.pass(10 * oneSecond)
    expect(await world.state(id)).toBe('delayed')
    const after = await world.restart({ servers: [first] })
    await after.pass(5 * minute)
    expect(await after.state(id)).toBe('refused')
  })
})
