import { describe, expect, it } from 'vitest'
import { day, minute } from '../../src/domain/instant.js'
import { goodPassword } from '../support/ports-in-memory.js'
import { World } from '../support/world.js'

async function refusedAt(address: string): Promise<{ world: World; id: string }> {
  const world = await World.open()
  world.server.answerTo(address, 'unknown-recipient')
  const { id } = await world.register(address)
  return { world, id }
}

describe('CorrectAddress', () => {
  it('writes to the right address once the wrong one was refused', async () => {
    const { world, id } = await refusedAt('ana@example.con')
    expect((await world.view(id)).email).toMatchObject({
      state: 'refused',
      message: { en: 'There is no mailbox with this address. Please check how it is spelled.' },
    })
    const answer = await world.correct(id, ' Ana@example.com ')
    expect(answer).toMatchObject({
      outcome: 'accepted',
      registration: { id, status: 'pending', email: { state: 'queued' } },
    })
    expect(await world.state(id)).toBe('accepted')
    expect((await world.confirmNewest('Ana@example.com')).outcome).toBe('confirmed')
    expect(await world.isPasswordOf('ana@example.com', goodPassword)).toBe(true)
    expect(await world.usersOf('ana@example.con')).toBe(0)
  })

  it('makes every link to the old address worthless', async () => {
    const world = await World.open()
    const { id } = await world.register('ana@example.com')
    await world.pass(minute)
    world.server.answer = 'unknown-recipient'
    await world.resend(id)
    world.server.answer = 'accepted'
    await world.correct(id, 'eva@example.com')
    expect(await world.confirmNewest('ana@example.com')).toEqual({ outcome: 'unknown-token' })
    expect((await world.confirmNewest('eva@example.com')).outcome).toBe('confirmed')
  })

  it('keeps the cool-down of the new address', async () => {
    const { world, id } = await refusedAt('ana@example.con')
    await world.register('ana@example.com')
    expect(await world.correct(id, 'ana@example.com')).toMatchObject({ registration: { email: { state: 'delayed' } } })
    await world.pass(minute)
    expect(world.linksTo('ana@example.com')).toHaveLength(2)
  })

  it('is answered alike for an address that has an account', async () => {
    const { world, id } = await refusedAt('ana@example.con')
    await world.register('ana@example.com')
    await world.confirmNewest('ana@example.com')
    await world.pass(minute)
    expect((await world.correct(id, 'ana@example.com')).outcome).toBe('accepted')
    expect(world.server.inbox.at(-1)?.subject).toBe('already-registered')
    expect((await world.view(id)).status).toBe('pending')
  })

  it('begins anew although the old address was confirmed by somebody else', async () => {
    const { world, id } = await refusedAt('ana@example.com')
    world.server.answerTo('ana@example.com', 'accepted')
    await world.pass(minute)
    await world.register('ana@example.com')
    await world.confirmNewest('ana@example.com')
    expect((await world.correct(id, 'eva@example.com')).outcome).toBe('accepted')
    expect((await world.confirmNewest('eva@example.com')).outcome).toBe('confirmed')
  })

  it('is possible only while the e-mail is refused', async () => {
    const world = await World.open()
    const sent = await world.register('ana@example.com')
    expect(await world.correct(sent.id, 'eva@example.com')).toEqual({ outcome: 'not-refused' })
    world.server.answer = 'greylisted'
    const delayed = await world.register('eva@example.com')
    expect(await world.correct(delayed.id, 'ana@example.com')).toEqual({ outcome: 'not-refused' })
  })

  it('never changes a registration that was confirmed, although a later e-mail was refused', async () => {
    const world = await World.open()
    const { id } = await world.register('ana@example.com')
    await world.pass(minute)
    world.server.answer = 'unknown-recipient'
    await world.resend(id)
    const link = world.linksTo('ana@example.com')[0] ?? ''
    const first = await world.confirm(link)
    expect(await world.correct(id, 'eva@example.com')).toEqual({ outcome: 'not-refused' })
    expect(await world.confirm(link)).toEqual(first)
  })

  it('refuses what is no address, an expired registration, and one that nobody knows', async () => {
    const { world, id } = await refusedAt('ana@example.con')
    expect(await world.correct(id, 'ana@')).toEqual({
      outcome: 'invalid',
      faults: [{ field: 'email', reason: 'domain-malformed' }],
    })
    expect(await world.correct('nobody', 'ana@example.com')).toEqual({ outcome: 'unknown-registration' })
    await world.sleep(7 * day)
    expect(await world.correct(id, 'ana@example.com')).toEqual({ outcome: 'expired' })
  })
})
