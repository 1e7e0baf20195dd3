import { domainToASCII } from 'node:url'
import { FastPasswordHasher } from '../../src/adapters/memory/fast-password-hasher.js'
import { InMemoryBackground } from '../../src/adapters/memory/in-memory-background.js'
import { InMemoryStore } from '../../src/adapters/memory/in-memory-store.js'
import { InMemoryTranscriptLog } from '../../src/adapters/memory/in-memory-transcript-log.js'
import { ManualClock } from '../../src/adapters/memory/manual-clock.js'
import { SeededRandomness } from '../../src/adapters/memory/seeded-randomness.js'
import { HmacConfirmationTokens } from '../../src/adapters/system/hmac-confirmation-tokens.js'
import { newRecorder, secretPatterns } from '../../src/adapters/wiring/recording-part.js'
import { Bell } from '../../src/application/bell.js'
import type { Clock } from '../../src/application/ports/clock.js'
import type { EmailSender } from '../../src/application/ports/email-sender.js'
import { ProviderLimits } from '../../src/application/provider-limits.js'
import type { RegisterUserPorts } from '../../src/application/register-user.js'
import type { Rules } from '../../src/application/rules.js'
import { defaultCoolDown } from '../../src/domain/delivery/cool-down.js'
import { defaultLifetimes } from '../../src/domain/registration/registration.js'
import { PlainComposer } from './plain-composer.js'

/** Long enough, and not among the common ones. */
export const goodPassword = 'plenty of small words'

export const secretKey = new Uint8Array(32).fill(7)

export const usualRules: Rules = {
  lifetimes: defaultLifetimes,
  coolDown: defaultCoolDown,
  domainToAscii: domainToASCII,
  isCommonPassword: (password) => password === 'correct horse battery staple',
}

export function logInMemory(clock: Clock): InMemoryTranscriptLog {
  return new InMemoryTranscriptLog({ now: () => clock.now(), processId: 5012, version: '0.0.0' })
}

/** All that the product's use cases stand on, in memory; `over` holds those ports that the test itself looks at. */
export function portsInMemory(
  senders: readonly EmailSender[],
  over: Partial<RegisterUserPorts> = {},
): RegisterUserPorts {
  const clock = over.clock ?? new ManualClock()
  const notices = over.notices ?? { incidentOpened: () => {}, incidentClosed: () => {}, dayUsedUp: () => {} }
  return {
    store: new InMemoryStore(),
    log: logInMemory(clock),
    newRecorder: newRecorder(secretPatterns([]), 'full'),
    clock,
    randomness: new SeededRandomness(),
    tokens: new HmacConfirmationTokens({ secretKey }),
    hasher: new FastPasswordHasher(),
    senders,
    limits: new ProviderLimits(
      senders.map(({ provider }) => provider),
      (provider, perDay) => notices.dayUsedUp(provider, perDay),
    ),
    composer: new PlainComposer(),
    background: new InMemoryBackground(),
    notices,
    bell: new Bell(),
    rules: usualRules,
    instance: 'test',
    ...over,
  }
}
