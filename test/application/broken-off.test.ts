import { describe, expect, it } from 'vitest'
import { RediagnoseDelivery } from '../../src/application/rediagnose-delivery.js'
import { minute, second } from '../../src/domain/instant.js'
import { printLine } from '../../src/domain/transcript/smtp-log-format.js'
import { World } from '../support/world.js'

const why = 'The service was stopped'

/** A world whose server fell silent at that step of a first attempt, until a stop broke the conversation off. */
async function brokenOffAt(step: 'greeting' | 'reply'): Promise<{ readonly world: World; readonly id: string }> {
  const world = await World.open()
  world.server.stopsAt = step
  const { id } = await world.register('ana@example.com')
  world.worker.stop()
  world.server.breakOff(why)
  await world.quiet()
  return { world, id }
}

describe('an attempt whose conversation was broken off', () => {
  it('says so in its transcript, and its message goes again soon', async () => {
    const { world, id } = await brokenOffAt('greeting')
    const [attempt] = await world.attempts(id)
    expect(attempt?.outcome).toBe('interrupted')
    expect(attempt).not.toHaveProperty('diagnosis')
    const again = await new RediagnoseDelivery(world.ports).execute({ id: attempt?.deliveryId ?? '' })
    expect(again).toMatchObject({ outcome: 'rediagnosed', changed: [] })
    const kept = await world.look((records) => records.transcriptOf(attempt?.id ?? ''))
    expect(kept.map((line) => printLine(line, 'en').replace(/^\d+ \S+ \d+ \d+ /, ''))).toEqual([
      `### SMTP Failed: EBROKENOFF; ${why}`,
      '### SMTP Connection closed by us',
      '### SMTP Connection closed',
    ])
    const { state, nextAttemptAt } = await world.delivery(id)
    expect(state).toBe('queued')
    expect(nextAttemptAt).toBeLessThanOrEqual(world.clock.now() + 10 * second)
    world.server.stopsAt = undefined
    const after = await world.another()
    await after.pass(10 * second)
    expect(await after.state(id)).toBe('accepted')
    expect(world.server.inbox).toHaveLength(1)
  })

  it('is in doubt after the final dot', async () => {
    const { world, id } = await brokenOffAt('reply')
    expect((await world.attempts(id))[0]).toMatchObject({ outcome: 'in-doubt' })
    expect(await world.delivery(id)).toMatchObject({ state: 'queued', deferrals: 1 })
  })

  it.each(['unreachable', 'greets-not', 'bad-password', 'relay-denied'] as const)(
    'tells nothing of an incident where nothing was answered: %s',
    async (fault) => {
      const world = await World.open()
      world.server.answer = fault
      const { id } = await world.register('ana@example.com')
      const [incident] = await world.openIncidents()
      world.server.stopsAt = 'greeting'
      world.server.answer = 'accepted'
      await world.pass(minute)
      expect(await world.state(id)).toBe('sending')
      world.worker.stop()
      world.server.breakOff(why)
      await world.quiet()
      expect((await world.attempts(id)).at(-1)?.outcome).toBe('interrupted')
      expect((await world.openIncidents()).map((open) => open.id)).toEqual([incident?.id])
      expect(world.notices.map(({ said }) => said)).toEqual(['opened'])
    },
  )

  it('in doubt tells nothing of an incident whose fault strikes after the final dot', async () => {
    const world = await World.open()
    world.server.answer = 'over-quota'
    await world.register('ana@example.com')
    const [incident] = await world.openIncidents()
    expect(incident?.phase).toBe('acceptance')
    world.server.stopsAt = 'reply'
    world.server.answer = 'accepted'
    await world.pass(minute)
    world.worker.stop()
    world.server.breakOff(why)
    await world.quiet()
    expect((await world.openIncidents()).map((open) => open.id)).toEqual([incident?.id])
  })
})
