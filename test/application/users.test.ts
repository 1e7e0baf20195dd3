import { describe, expect, it } from 'vitest'
import { CheckPassword } from '../../src/application/check-password.js'
import { FindUsers } from '../../src/application/find-users.js'
import { ReadRegistration } from '../../src/application/read-registration.js'
import { hour, minute, second } from '../../src/domain/instant.js'
import { goodPassword } from '../support/ports-in-memory.js'
import { World } from '../support/world.js'

async function withUser(): Promise<{ world: World; userId: string }> {
  const world = await World.open()
  await world.register('ana@example.com', { name: 'Ana' })
  const answer = await world.confirmNewest('ana@example.com')
  if (answer.outcome !== 'confirmed') throw new Error('not confirmed')
  return { world, userId: answer.userId }
}

describe('CheckPassword', () => {
  it('knows the password of a confirmed user, in any composition and any capitals of the address', async () => {
    const { world, userId } = await withUser()
    const check = new CheckPassword(world.ports)
    expect(await check.execute({ email: 'ANA@example.com', password: goodPassword })).toEqual({
      outcome: 'right',
      userId,
      address: 'ana@example.com',
    })
    for (const password of [goodPassword.toUpperCase(), `${goodPassword} `, '']) {
      expect(await check.execute({ email: 'ana@example.com', password })).toEqual({ outcome: 'wrong' })
    }
  })

  it('knows none of an address without a user, of a pending one, or of no address', async () => {
    const world = await World.open()
    await world.register('ana@example.com')
    for (const email of ['ana@example.com', 'eva@example.com', 'nobody', '']) {
      expect(await new CheckPassword(world.ports).execute({ email, password: goodPassword })).toEqual({
        outcome: 'wrong',
      })
    }
  })

  it('passes on that the machine is busy', async () => {
    const { world } = await withUser()
    world.hasher.beBusy(2)
    const answer = await new CheckPassword(world.ports).execute({ email: 'eva@example.com', password: goodPassword })
    expect(answer).toEqual({ outcome: 'busy', retryAfterSeconds: 2 })
  })
})

describe('FindUsers', () => {
  it('finds the one user of an address, or none', async () => {
    const { world, userId } = await withUser()
    const find = new FindUsers(world.ports)
    expect(await find.execute({ email: 'Ana@example.com' })).toMatchObject({
      outcome: 'found',
      users: [{ id: userId, address: 'ana@example.com', name: 'Ana' }],
    })
    expect(await find.execute({ email: 'eva@example.com' })).toEqual({ outcome: 'found', users: [] })
    expect(await find.execute({ email: 'eva' })).toMatchObject({
      outcome: 'invalid',
      faults: [{ reason: 'no-at-sign' }],
    })
  })
})

describe('EraseUser', () => {
  it('forgets the account, all registrations of the address and what was sent to it', async () => {
    const { world, userId } = await withUser()
    await world.pass(minute)
    const later = await world.register('ana@example.com')
    await world.register('eva@example.com')
    expect(await world.erase(userId)).toBe('erased')
    expect(await world.usersOf('ana@example.com')).toBe(0)
    expect(await new ReadRegistration(world.ports).execute({ id: later.id })).toEqual({
      outcome: 'unknown-registration',
    })
    const left = await world.look((records) => records.findDeliveries({}, { limit: 10 }))
    expect(left.map(({ email }) => email.recipient)).toEqual(['eva@example.com'])
    expect(await world.erase(userId)).toBe('unknown-user')
  })

  it('sends nothing more that waited, and keeps nothing of what was under way', async () => {
    const { world, userId } = await withUser()
    const waiting = await world.register('ana@example.com')
    expect(waiting.email.state).toBe('delayed')
    await world.erase(userId)
    await world.pass(hour)
    expect(world.server.inbox).toHaveLength(1)
    expect(world.background.failures).toEqual([])
  })

  it('stops a message that is on its way to somebody who wants to be forgotten', async () => {
    const { world, userId } = await withUser()
    await world.pass(minute)
    world.server.stopsAt = 'greeting'
    await world.register('ana@example.com')
    await world.erase(userId)
    world.server.goOn()
    await world.pass(hour)
    expect(world.server.inbox).toHaveLength(1)
    expect(await world.look((records) => records.countDeliveries({}))).toBe(0)
    expect(world.background.failures).toEqual([])
  })

  it.each([
    ['reply', 0],
    ['greeting', 30 * second],
  ] as const)(
    'keeps nobody waiting whose e-mail is held while that of the erased one is the probe: at %s',
    async (at, ms) => {
      const { world, userId } = await withUser()
      await world.pass(minute)
      world.server.answer = 'bad-password'
      await world.register('ana@example.com')
      await world.pass(1)
      const eva = await world.register('eva@example.com')
      world.server.answer = 'accepted'
      world.server.stopsAt = at
      await world.pass(30 * second)
      await world.erase(userId)
      world.server.goOn()
      await world.pass(ms)
      expect(await world.state(eva.id)).toBe('accepted')
      expect(await world.openIncidents()).toEqual([])
    },
  )

  it('opens no incident for the conversation of somebody who is forgotten', async () => {
    const { world, userId } = await withUser()
    await world.pass(minute)
    world.server.stopsAt = 'reply'
    world.server.answer = 'over-quota'
    await world.register('ana@example.com')
    await world.erase(userId)
    world.server.goOn()
    await world.quiet()
    expect(await world.openIncidents()).toEqual([])
    expect(world.background.failures).toEqual([])
  })

  it('leaves the address as new as any other', async () => {
    const { world, userId } = await withUser()
    await world.erase(userId)
    await world.register('ana@example.com', { password: 'another one entirely' })
    expect((await world.confirmNewest('ana@example.com')).outcome).toBe('confirmed')
    expect(await world.isPasswordOf('ana@example.com', 'another one entirely')).toBe(true)
    expect(await world.isPasswordOf('ana@example.com', goodPassword)).toBe(false)
  })
})
