import { domainToASCII } from 'node:url'
import { InMemoryTranscriptLog } from '../../src/adapters/memory/in-memory-transcript-log.js'
import { ManualClock } from '../../src/adapters/memory/manual-clock.js'
import { SeededRandomness } from '../../src/adapters/memory/seeded-randomness.js'
import { newRecorder, secretPatterns } from '../../src/adapters/wiring/recording-part.js'
import { SystemClock } from '../../src/adapters/system/system-clock.js'
import {
  CheckProvider,
  type CheckProgress,
  type CheckProviderPorts,
  type CheckRequest,
  type ProviderCheck,
} from '../../src/application/check-provider.js'
import type { EmailComposer } from '../../src/application/ports/email-composer.js'
import type { ProviderProbe } from '../../src/application/ports/provider-probe.js'
import { addressOf, emailTo } from './emails.js'

/** The sender of the e-mails that are composed here. */
export const sender = addressOf('shop@example.org')

const composer: EmailComposer = {
  compose: ({ recipient }, { deliveryId, token }) => ({
    outcome: 'composed',
    message: emailTo(recipient, {
      from: { address: sender },
      messageId: `<${deliveryId}@example.org>`,
      text: `https://example.org/confirm?token=${token}`,
    }),
  }),
}

export interface CheckWorld {
  readonly ports: CheckProviderPorts
  readonly log: InMemoryTranscriptLog
  readonly progress: CheckProgress[]
  readonly use: CheckProvider
  /** Checks, and gives what was found of each provider. */
  check(request?: CheckRequest): Promise<readonly ProviderCheck[]>
}

/** Checks with these probes on ports in memory; with real ones, on the machine's own clock. */
export function checkWorld(
  probes: readonly ProviderProbe[],
  over: Partial<CheckProviderPorts> & { readonly secrets?: readonly string[]; readonly isReal?: boolean } = {},
): CheckWorld {
  const { secrets = [], isReal = false, ...given } = over
  const clock = isReal ? new SystemClock() : new ManualClock()
  const log = new InMemoryTranscriptLog({ now: () => clock.now(), processId: 7, version: '0.1.0' })
  const patterns = secretPatterns(secrets)
  const ports: CheckProviderPorts = {
    probes,
    composer,
    clock,
    log,
    randomness: new SeededRandomness(),
    newRecorder: newRecorder(patterns, 'full'),
    newExtendedRecorder: newRecorder(patterns, 'full', 'extended'),
    program: { version: '0.1.0', processId: 7 },
    rules: { domainToAscii: domainToASCII },
    machine: { inContainer: false },
    ...given,
  }
  const progress: CheckProgress[] = []
  const use = new CheckProvider(ports)
  return {
    ports,
    log,
    progress,
    use,
    check: async (request = {}) => {
      const checked = await use.execute(request, (step) => progress.push(step))
      if (checked.outcome !== 'checked') throw new Error(`not checked: ${checked.outcome}`)
      return checked.checks
    },
  }
}
