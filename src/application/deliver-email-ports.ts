import type { Announcing } from './announcing.js'
import type { AttemptRecordingPorts } from './attempt-recording.js'
import type { Bell } from './bell.js'
import type { Background } from './ports/background.js'
import type { ConfirmationTokens } from './ports/confirmation-tokens.js'
import type { EmailComposer } from './ports/email-composer.js'
import type { EmailSender } from './ports/email-sender.js'
import type { Measurements } from './ports/measurements.js'
import type { OperatorNotices } from './ports/operator-notices.js'
import type { Randomness } from './ports/randomness.js'
import type { Store } from './ports/store.js'
import type { ProviderLimits } from './provider-limits.js'
import type { IsGone } from './release-leases.js'
import type { Rules } from './rules.js'

/** What it takes to bring an e-mail to a provider, and to know afterwards what happened. */
export interface DeliverEmailPorts extends AttemptRecordingPorts {
  readonly store: Store
  /** In order of preference; at least one. */
  readonly senders: readonly EmailSender[]
  readonly limits: ProviderLimits
  readonly composer: EmailComposer
  readonly tokens: ConfirmationTokens
  readonly randomness: Randomness
  readonly background: Background
  readonly notices: OperatorNotices
  /** Told of every attempt that ended, where somebody counts. */
  readonly measurements?: Measurements
  /** Absent where nobody wants to be told of incidents. */
  readonly announcing?: Announcing
  readonly bell: Bell
  readonly rules: Rules
  /** Names this run of the program as the holder of leases. */
  readonly instance: string
  /** Tells of other runs whether they are over, where that can be known. */
  readonly isGone?: IsGone
}
