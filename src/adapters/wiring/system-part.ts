import { domainToASCII } from 'node:url'
import { ContainerModule } from 'inversify'
import type { OperatorNotices } from '../../application/ports/operator-notices.js'
import type { CoolDown } from '../../domain/delivery/cool-down.js'
import type { Lifetimes } from '../../domain/registration/registration.js'
import { Argon2PasswordHasher } from '../system/argon2-password-hasher.js'
import { CommonPasswords } from '../system/common-passwords.js'
import { CryptoRandomness } from '../system/crypto-randomness.js'
import { HmacConfirmationTokens } from '../system/hmac-confirmation-tokens.js'
import { KeyedFingerprint } from '../system/keyed-fingerprint.js'
import { SystemClock } from '../system/system-clock.js'
import type { Part } from './house.js'
import { tokens } from './tokens.js'

export interface SystemOptions {
  readonly secretKey: Uint8Array
  readonly lifetimes: Lifetimes
  readonly coolDown: CoolDown
  readonly keepsTranscripts: boolean
  readonly notices: OperatorNotices
}

/** Time, chance, keys and the rules: what the machine and the operator give. */
export function systemPart({ secretKey, lifetimes, coolDown, keepsTranscripts, notices }: SystemOptions): Part {
  const common = new CommonPasswords()
  const fingerprint = new KeyedFingerprint({ secretKey })
  const rules = {
    lifetimes,
    coolDown,
    domainToAscii: domainToASCII,
    isCommonPassword: common.isCommon.bind(common),
    keepsTranscripts,
  }
  return {
    name: 'system',
    opens: [],
    module: new ContainerModule(({ bind }) => {
      bind(tokens.clock).toResolvedValue(() => new SystemClock())
      bind(tokens.randomness).toResolvedValue(() => new CryptoRandomness())
      bind(tokens.hasher)
        .toResolvedValue(() => new Argon2PasswordHasher())
        .onDeactivation(async (hasher) => (hasher as Argon2PasswordHasher).close())
      bind(tokens.confirmationTokens).toResolvedValue(() => new HmacConfirmationTokens({ secretKey }))
      bind(tokens.fingerprint).toConstantValue((purpose, text) => fingerprint.of(purpose, text))
      bind(tokens.notices).toConstantValue(notices)
      bind(tokens.rules).toConstantValue(rules)
    }),
  }
}
