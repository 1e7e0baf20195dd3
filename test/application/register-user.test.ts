import { describe, expect, it } from 'vitest'
import { day, minute, second } from '../../src/domain/instant.js'
import { goodPassword } from '../support/ports-in-memory.js'
import { World } from '../support/world.js'

describe('RegisterUser', () => {
  it('accepts somebody and writes to them with a link, in their language and by their name', async () => {
    const world = await World.open()
    const answer = await world.register('Ana@Example.com', { name: '  Ana ', locale: 'es-MX' })
    expect(answer).toEqual({
      id: answer.id,
      status: 'pending',
      locale: 'es',
      email: {
        deliveryId: (await world.delivery(answer.id)).id,
        state: 'queued',
        since: world.clock.now(),
        message: { en: 'The e-mail is on its way.', es: 'El correo está en camino.' },
      },
    })
    expect(world.server.inbox).toHaveLength(1)
    expect(world.server.inbox[0]).toMatchObject({
      to: { address: 'Ana@example.com', name: 'Ana' },
      language: 'es',
      subject: 'confirm-address',
      date: world.clock.now(),
    })
    expect(await world.state(answer.id)).toBe('accepted')
  })

  it('answers before any mail server has said a word', async () => {
    const world = await World.open()
    world.server.stopsAt = 'greeting'
    const { id } = await world.register('ana@example.com')
    expect(await world.state(id)).toBe('sending')
    expect(world.server.inbox).toHaveLength(0)
    world.server.goOn()
    await world.quiet()
    expect(await world.state(id)).toBe('accepted')
  })

  it('stores a hash, never the password', async () => {
    const world = await World.open()
    const { id } = await world.register('ana@example.com')
    const kept = JSON.stringify([await world.registration(id), await world.deliveries(id), await world.attempts(id)])
    expect(kept).not.toContain(goodPassword)
    expect(kept).not.toContain(world.linksTo('ana@example.com')[0])
  })

  it('names every fault of what was filled in, and stores nothing', async () => {
    const world = await World.open()
    const answer = await world.tryToRegister('nobody', { password: 'short', name: 'a\nb', locale: 'tlh' })
    expect(answer).toEqual({
      outcome: 'invalid',
      faults: [
        { field: 'email', reason: 'no-at-sign' },
        { field: 'password', reason: 'too-short' },
        { field: 'name', reason: 'unfit-character' },
        { field: 'locale', reason: 'unknown-locale' },
      ],
    })
    const address = await world.tryToRegister('ana@münchen.example', { password: 'Ana@münchen.example' })
    expect(address).toMatchObject({ faults: [{ field: 'password', reason: 'is-the-address' }] })
    expect(await world.look((records) => records.countDeliveries({}))).toBe(0)
  })

  it('asks to come back when too many passwords are being hashed', async () => {
    const world = await World.open()
    world.hasher.beBusy(3)
    expect(await world.tryToRegister('ana@example.com')).toEqual({ outcome: 'busy', retryAfterSeconds: 3 })
    expect(await world.look((records) => records.countDeliveries({}))).toBe(0)
  })

  it('is as good as not asked when its storing fails, and leaves no place taken', async () => {
    const world = await World.open()
    world.store.failWhen(() => true)
    await expect(world.tryToRegister('ana@example.com')).rejects.toThrow()
    world.store.failWhen(undefined)
    expect(await world.look((records) => records.countDeliveries({}))).toBe(0)
    expect(world.server.tries).toEqual([])
  })

  it('tells the owner of an address, and nobody else, that there is an account already', async () => {
    const world = await World.open()
    await world.register('ana@example.com')
    await world.confirmNewest('ana@example.com')
    await world.pass(minute)
    const known = await world.register('ANA@example.com')
    const unknown = await world.register('eva@example.com')
    expect(world.server.inbox.map(({ subject }) => subject)).toEqual([
      'confirm-address',
      'already-registered',
      'confirm-address',
    ])
    expect(world.linksTo('ANA@example.com')).toEqual([])
    const likeness = async (id: string) => ({
      ...(await world.view(id)),
      id: '',
      email: { deliveryId: '', state: (await world.view(id)).email },
    })
    const [one, other] = [await likeness(known.id), await likeness(unknown.id)]
    expect({ ...one, email: { ...one.email.state, deliveryId: '' } }).toEqual({
      ...other,
      email: { ...other.email.state, deliveryId: '' },
    })
    expect(one.status).toBe('pending')
  })
})

describe('the cool-down of an address', () => {
  it('lets one e-mail wait for its end, and a later one take its place', async () => {
    const world = await World.open()
    const first = await world.register('ana@example.com')
    await world.pass(10 * second)
    const later = await world.register('ana@example.com')
    expect(later.email.state).toBe('delayed')
    expect(later.email.message.en).toContain('a moment ago')
    await world.pass(10 * second)
    const third = await world.register('ANA@example.com')
    expect(await world.state(later.id)).toBe('cancelled')
    await world.pass(39 * second)
    expect(world.server.inbox).toHaveLength(1)
    await world.pass(second)
    expect(world.server.inbox).toHaveLength(2)
    expect(await world.state(third.id)).toBe('accepted')
    expect(await world.state(first.id)).toBe('accepted')
    expect(world.linksTo('ANA@example.com')).toHaveLength(1)
  })

  it('lets five e-mails a day through, and the sixth a day after the first', async () => {
    const world = await World.open()
    for (let time = 0; time < 5; time += 1) {
      await world.register('ana@example.com')
      await world.sleep(2 * minute)
    }
    expect(world.server.inbox).toHaveLength(5)
    const { id } = await world.register('ana@example.com')
    await world.sleep(day - 10 * minute - second)
    expect(await world.state(id)).toBe('delayed')
    await world.pass(second)
    expect(await world.state(id)).toBe('accepted')
  })

  it('is one for all spellings and none for others', async () => {
    const world = await World.open()
    await world.register('ana@example.com')
    await world.register('eva@example.com')
    await world.register('Ana@EXAMPLE.com')
    expect(world.server.inbox.map(({ to }) => to.address)).toEqual(['ana@example.com', 'eva@example.com'])
  })
})

describe('an idempotency key', () => {
  const key = { key: 'k1', fingerprint: 'f1' }

  it('brings the same answer for the same body, and one e-mail', async () => {
    const world = await World.open()
    const first = await world.register('ana@example.com', { idempotency: key })
    await world.pass(minute)
    const again = await world.register('ana@example.com', { idempotency: key })
    expect(again).toEqual(first)
    expect(world.server.inbox).toHaveLength(1)
  })

  it('brings it also after kill -9, and by another run of the program', async () => {
    const world = await World.open()
    const first = await world.register('ana@example.com', { idempotency: key })
    const after = await world.restart()
    expect(await after.register('ana@example.com', { idempotency: key })).toEqual(first)
  })

  it('is not taken for another body', async () => {
    const world = await World.open()
    await world.register('ana@example.com', { idempotency: key })
    const other = { ...key, fingerprint: 'f2' }
    expect(await world.tryToRegister('eva@example.com', { idempotency: other })).toEqual({
      outcome: 'idempotency-key-reused',
    })
  })

  it('may be used anew after a day', async () => {
    const world = await World.open()
    const first = await world.register('ana@example.com', { idempotency: key })
    await world.sleep(day)
    const again = await world.register('ana@example.com', { idempotency: { ...key, fingerprint: 'f2' } })
    expect(again.id).not.toBe(first.id)
  })

  it('of a request that is still being answered asks to come back', async () => {
    const world = await World.open()
    const register = world.registrar()
    const request = { email: 'ana@example.com', password: goodPassword }
    const [first, same, other] = await Promise.all([
      register.execute({ ...request, idempotency: key }),
      register.execute({ ...request, idempotency: key }),
      register.execute({ ...request, idempotency: { ...key, fingerprint: 'f2' } }),
    ])
    expect(first.outcome).toBe('accepted')
    expect(same).toEqual({ outcome: 'still-running', retryAfterSeconds: 1 })
    expect(other).toEqual({ outcome: 'idempotency-key-reused' })
    expect(await register.execute({ ...request, idempotency: key })).toEqual(first)
  })

  it('makes one registration, also when two programs are asked at once', async () => {
    const world = await World.open()
    const other = await world.another({ instance: 'two' })
    const request = { email: 'ana@example.com', password: goodPassword, idempotency: key }
    const [one, two] = await Promise.all([world.registrar().execute(request), other.registrar().execute(request)])
    expect(one).toEqual(two)
    await world.quiet()
    expect(await world.look((records) => records.countDeliveries({}))).toBe(1)
  })

  it('is free again when its request was refused or failed', async () => {
    const world = await World.open()
    expect((await world.tryToRegister('nobody', { idempotency: key })).outcome).toBe('invalid')
    world.hasher.beBusy(1)
    expect((await world.tryToRegister('ana@example.com', { idempotency: key })).outcome).toBe('busy')
    world.hasher.beBusy()
    world.store.failWhen(() => true)
    await expect(world.tryToRegister('ana@example.com', { idempotency: key })).rejects.toThrow()
    world.store.failWhen(undefined)
    expect((await world.tryToRegister('ana@example.com', { idempotency: key })).outcome).toBe('accepted')
  })
})
