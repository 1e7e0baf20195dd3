import { describe, expect, it } from 'vitest'
import { day, hour, minute, second as oneSecond } from '../../src/domain/instant.js'
import { World } from '../support/world.js'

const [onePassword, otherPassword] = ['the first of my words', 'the second of my words']

/** Two registrations of one address, each with its e-mail and its own password. */
async function twice(): Promise<{ world: World; one: string; other: string; links: readonly string[] }> {
  const world = await World.open()
  const one = await world.register('ana@example.com', { password: onePassword })
  await world.pass(minute)
  const other = await world.register('ana@example.com', { password: otherPassword })
  return { world, one: one.id, other: other.id, links: world.linksTo('ana@example.com') }
}

describe('ConfirmAddress', () => {
  it('makes a user of a registration, with the password chosen in it', async () => {
    const { world, one, links } = await twice()
    const answer = await world.confirm(links[0] ?? '')
    expect(answer).toMatchObject({ outcome: 'confirmed', registrationId: one })
    expect((await world.view(one)).status).toBe('confirmed')
    expect(await world.isPasswordOf('ANA@example.com', onePassword)).toBe(true)
    expect(await world.isPasswordOf('ana@example.com', otherPassword)).toBe(false)
  })

  it('says so again when the same link is followed again, however much later', async () => {
    const { world, links } = await twice()
    const first = await world.confirm(links[0] ?? '')
    await world.sleep(40 * day)
    expect(await world.confirm(links[0] ?? '')).toEqual(first)
  })

  it('ends the other registrations of the address, without their showing it', async () => {
    const { world, other, links } = await twice()
    await world.confirm(links[0] ?? '')
    expect(await world.confirm(links[1] ?? '')).toEqual({ outcome: 'expired' })
    expect((await world.view(other)).status).toBe('pending')
    expect(await world.isPasswordOf('ana@example.com', otherPassword)).toBe(false)
    expect(await world.usersOf('ana@example.com')).toBe(1)
  })

  it('makes one user of an address, also when both links are followed at once', async () => {
    const { world, one, other, links } = await twice()
    const both = await Promise.all(links.map((link) => world.confirm(link)))
    expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(['confirmed', 'expired'])
    const winner = both[0]?.outcome === 'confirmed' ? 0 : 1
    expect(await world.isPasswordOf('ana@example.com', [onePassword, otherPassword][winner] ?? '')).toBe(true)
    expect((await world.view([one, other][1 - winner] ?? '')).status).toBe('pending')
    expect(await world.usersOf('ana@example.com')).toBe(1)
  })

  it('cancels what still waits for the address', async () => {
    const world = await World.open()
    await world.register('ana@example.com')
    const { id } = await world.register('ana@example.com')
    expect(await world.state(id)).toBe('delayed')
    await world.confirmNewest('ana@example.com')
    expect(await world.state(id)).toBe('cancelled')
    await world.pass(hour)
    expect(world.server.inbox).toHaveLength(1)
  })

  it('lets no e-mail go again that was under way and is not wanted any more', async () => {
    const world = await World.open()
    const { id } = await world.register('ana@example.com')
    await world.pass(minute)
    world.server.stopsAt = 'greeting'
    world.server.answer = 'greylisted'
    await world.resend(id)
    await world.confirmNewest('ana@example.com')
    world.server.goOn()
    await world.pass(hour)
    expect(await world.delivery(id)).toMatchObject({ state: 'cancelled', cancelledBecause: 'confirmed' })
    expect(world.server.tries).toHaveLength(2)
  })

  it('hands over no e-mail that is not wanted any more by the time it could', async () => {
    const world = await World.open({ coolDown: { betweenMs: 0 } })
    const first = await world.register('ana@example.com')
    world.server.stopsAt = 'greeting'
    const second = await world.register('ana@example.com')
    expect((await world.confirmNewest('ana@example.com')).outcome).toBe('confirmed')
    world.server.goOn()
    await world.pass(hour)
    expect([await world.state(first.id), await world.state(second.id)]).toEqual(['accepted', 'cancelled'])
    expect(world.server.inbox).toHaveLength(1)
  })

  it('hands over no further copy of an e-mail that was in doubt once its link was followed', async () => {
    const world = await World.open()
    world.server.answer = 'lost-after-dot'
    const { id } = await world.register('ana@example.com')
    world.server.answer = 'accepted'
    world.server.stopsAt = 'greeting'
    await world.pass(10 * oneSecond)
    expect(await world.state(id)).toBe('sending')
    expect((await world.confirmNewest('ana@example.com')).outcome).toBe('confirmed')
    world.server.goOn()
    await world.pass(hour)
    expect(await world.delivery(id)).toMatchObject({ state: 'cancelled', cancelledBecause: 'confirmed' })
    expect(world.server.inbox).toHaveLength(1)
  })

  it('knows no link that was not sent, and none that never was', async () => {
    const world = await World.open()
    world.server.answer = 'unreachable'
    const { id } = await world.register('ana@example.com')
    const { address, generation } = await world.registration(id)
    expect(await world.confirm(world.ports.tokens.tokenFor(id, address, generation))).toEqual({
      outcome: 'unknown-token',
    })
    for (const token of ['', 'x', 'a'.repeat(10_000), '\0']) {
      expect(await world.confirm(token)).toEqual({ outcome: 'unknown-token' })
    }
  })

  it('takes a link whose message may have arrived, although nobody said so', async () => {
    const world = await World.open()
    world.server.answer = 'lost-after-dot'
    await world.register('ana@example.com')
    expect((await world.confirmNewest('ana@example.com')).outcome).toBe('confirmed')
    expect(world.server.inbox).toHaveLength(1)
    await world.pass(hour)
    expect(world.server.inbox).toHaveLength(1)
  })

  it('takes a link already while its provider has not answered yet', async () => {
    const world = await World.open()
    world.server.stopsAt = 'reply'
    const { id } = await world.register('ana@example.com')
    const { address, generation } = await world.registration(id)
    const answer = await world.confirm(world.ports.tokens.tokenFor(id, address, generation))
    expect(answer.outcome).toBe('confirmed')
    world.server.goOn()
    await world.quiet()
    expect((await world.view(id)).status).toBe('confirmed')
  })

  it('says when a link is too old', async () => {
    const world = await World.open()
    const { id } = await world.register('ana@example.com')
    await world.sleep(day)
    expect(await world.confirmNewest('ana@example.com')).toEqual({ outcome: 'expired' })
    expect((await world.view(id)).status).toBe('pending')
    expect((await world.resend(id)).outcome).toBe('accepted')
    expect((await world.confirmNewest('ana@example.com')).outcome).toBe('confirmed')
  })

  it('forgets a link with its user', async () => {
    const world = await World.open()
    const { id } = await world.register('ana@example.com')
    const answer = await world.confirmNewest('ana@example.com')
    if (answer.outcome !== 'confirmed') throw new Error('not confirmed')
    await world.erase(answer.userId)
    expect(await world.confirmNewest('ana@example.com')).toEqual({ outcome: 'unknown-token' })
    await expect(world.view(id)).rejects.toThrow()
  })
})
