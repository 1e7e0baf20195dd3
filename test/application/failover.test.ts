import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hour, minute } from '../../src/domain/instant.js'
import { MailServer, type Reception } from '../support/mail-server.js'
import { World } from '../support/world.js'

const faults = ['unreachable', 'greets-not', 'bad-password', 'over-quota'] as const
const receptions: readonly Reception[] = [...faults, 'accepted', 'greylisted', 'hung-up', 'lost-after-dot']

type Step =
  | { readonly step: 'register' }
  | { readonly step: 'answer'; readonly server: number; readonly answer: Reception }
  | { readonly step: 'pass'; readonly ms: number }
  | { readonly step: 'restart' }

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ step: fc.constant('register' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      step: fc.constant('answer' as const),
      server: fc.nat(2),
      answer: fc.constantFrom(...receptions),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ step: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 40 * minute }) }),
  },
  { weight: 1, arbitrary: fc.record({ step: fc.constant('restart' as const) }) },
)

describe('several providers, whatever happened to each', () => {
  it('bring every e-mail out through the only one that works, with nobody doing anything', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.array(anyStep, { maxLength: 12 }),
        fc.nat(2),
        fc.tuple(...[0, 1, 2].map(() => fc.constantFrom(...faults))),
        fc.boolean(),
        async (count, steps, working, faulty, beginsFaulty) => {
          const servers = Array.from({ length: count }, (_, at) => new MailServer({ name: `s${String(at)}.test:587` }))
          if (beginsFaulty) for (const [at, server] of servers.entries()) server.answer = faulty[at] ?? 'unreachable'
          let world = await World.open({ servers })
          const ids: string[] = []
          for (const one of steps) {
            if (one.step === 'register') ids.push((await world.register(`p${String(ids.length)}@example.com`)).id)
            else if (one.step === 'answer') Object.assign(servers[one.server % count] ?? {}, { answer: one.answer })
            else if (one.step === 'pass') await world.pass(one.ms)
            else world = await world.restart()
          }
          for (const [at, server] of servers.entries())
            server.answer = at === working % count ? 'accepted' : (faulty[at] ?? 'unreachable')
          for (let passed = 0; passed < 5 * hour; passed += 5 * minute) await world.pass(5 * minute)
          for (const id of ids) {
            expect(await world.state(id)).toBe('accepted')
          }
          world.worker.stop()
        },
      ),
      { numRuns: 60 },
    ))
})
