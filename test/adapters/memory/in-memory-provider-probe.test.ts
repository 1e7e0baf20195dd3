import { describe } from 'vitest'
import { InMemoryProviderProbe, type ProbeTrouble } from '../../../src/adapters/memory/in-memory-provider-probe.js'
import { providerProbeContract } from '../../contracts/provider-probe.contract.js'

describe('InMemoryProviderProbe', () =>
  providerProbeContract(async () => {
    let trouble: ProbeTrouble = {}
    return {
      probe: new InMemoryProviderProbe({}, () => trouble),
      failsAt: (failsAt) => {
        trouble = { ...trouble, ...(failsAt === undefined ? {} : { failsAt }) }
      },
      meets: (meeting) => {
        trouble = { ...trouble, meeting }
      },
      close: async () => {},
    }
  }))
