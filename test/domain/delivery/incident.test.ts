import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Incident,
  closedIncident,
  isPast,
  isProbedBy,
  openedIncident,
  probeFailed,
  probeStopped,
  probedNow,
  probing,
} from '../../../src/domain/delivery/incident.js'
import { phases } from '../../../src/domain/diagnosis/cause.js'
import { hour, minute, second } from '../../../src/domain/instant.js'
import { aDiagnosis, anyPhase, noon } from './sample-deliveries.js'

const diagnosis = aDiagnosis('credentials-rejected', 'auth')
const opened = openedIncident({ id: 'i1', provider: 'smtp.test:587', diagnosis, settings: 'before' }, noon)

describe('an incident', () => {
  it('opens with what was diagnosed, and is probed half a minute later', () => {
    expect(opened).toEqual({
      id: 'i1',
      provider: 'smtp.test:587',
      diagnosis,
      settings: 'before',
      cause: 'credentials-rejected',
      phase: 'auth',
      openedAt: noon,
      probes: 0,
      nextProbeAt: noon + 30 * second,
    })
    const named = openedIncident({ id: 'i1', provider: 'smtp.test:587', diagnosis, settings: '' }, noon, hour)
    expect(named.nextProbeAt).toBe(noon + hour)
  })

  it('tells which attempt its probe is, until somebody decides on the next one', () => {
    const under = probing(opened, noon)
    expect(isProbedBy(under, { at: noon })).toBe(true)
    expect(isProbedBy(under, { at: noon + 1 })).toBe(false)
    for (const other of [opened, probeStopped(under, noon), probeFailed(under, noon), closedIncident(under, noon)])
      expect(isProbedBy(other, { at: noon })).toBe(false)
  })

  it('is probed ever more seldom while that fails', () => {
    let incident = opened
    const waits: number[] = []
    for (let probe = 0; probe < 7; probe += 1) {
      const at = incident.nextProbeAt
      incident = probeFailed(probing(incident, at), at)
      waits.push((incident.nextProbeAt - at) / second)
    }
    expect(waits).toEqual([60, 120, 240, 480, 900, 900, 900])
    expect(probeFailed(incident, noon, 5 * minute).nextProbeAt).toBe(noon + 5 * minute)
  })

  it('has one probe at a time, and no end of them when one is stopped', () => {
    const under = probing(opened, noon)
    expect(under.nextProbeAt - noon).toBe(15 * minute)
    expect(under.probes).toBe(0)
    expect(probeStopped(under, noon)).toMatchObject({ probes: 0, nextProbeAt: noon + 30 * second })
  })

  it('is probed at once, and soon again, when somebody asks for it or its settings changed', () => {
    const old = { ...opened, probes: 9 }
    expect(probedNow(old, 'after', noon + hour)).toMatchObject({
      settings: 'after',
      probes: 0,
      nextProbeAt: noon + hour,
    })
  })

  it('closes once', () => {
    const closed = closedIncident(opened, noon + minute)
    expect(closed.closedAt).toBe(noon + minute)
    expect(closedIncident(closed, noon + hour)).toEqual(closed)
  })
})

describe('a conversation is past the fault', () => {
  const at = (phase: Incident['phase']): Incident => ({ ...opened, phase })

  it('when it ended in a later phase, for whatever reason', () =>
    fc.assert(
      fc.property(anyPhase, anyPhase, fc.boolean(), (fault, end, isProviderFault) => {
        const [struck, reached] = [phases.indexOf(fault), phases.indexOf(end)]
        fc.pre(struck !== reached)
        expect(isPast(at(fault), { phase: end, isProviderFault })).toBe(reached > struck)
      }),
    ))

  it('when it ended in the same phase, for a reason of that one message', () =>
    fc.assert(
      fc.property(anyPhase, (phase) => {
        expect(isPast(at(phase), { phase, isProviderFault: false })).toBe(true)
        expect(isPast(at(phase), { phase, isProviderFault: true })).toBe(false)
      }),
    ))
})
