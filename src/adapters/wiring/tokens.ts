import type { ServiceIdentifier } from 'inversify'
import type { AnnouncementWorker } from '../../application/announcement-worker.js'
import type { Announcing } from '../../application/announcing.js'
import type { NewRecorder } from '../../application/attempt-recording.js'
import type { DeliverEmailPorts } from '../../application/deliver-email-ports.js'
import type { DeliveryWorker } from '../../application/delivery-worker.js'
import type { FollowRecording } from '../../application/follow-recording.js'
import type { Background } from '../../application/ports/background.js'
import type { Clock } from '../../application/ports/clock.js'
import type { ConfirmationTokens } from '../../application/ports/confirmation-tokens.js'
import type { DevelopmentMailbox } from '../../application/ports/development-mailbox.js'
import type { EmailComposer } from '../../application/ports/email-composer.js'
import type { EmailSender } from '../../application/ports/email-sender.js'
import type { OperatorNotices } from '../../application/ports/operator-notices.js'
import type { PasswordHasher } from '../../application/ports/password-hasher.js'
import type { ProviderProbe } from '../../application/ports/provider-probe.js'
import type { Randomness } from '../../application/ports/randomness.js'
import type { Store } from '../../application/ports/store.js'
import type { TranscriptLog } from '../../application/ports/transcript-log.js'
import type { IsGone } from '../../application/release-leases.js'
import type { Retention } from '../../application/retention.js'
import type { Rules } from '../../application/rules.js'
import type { SecretPatterns } from '../../domain/transcript/secret-patterns.js'
import type { ExtendedLogs } from './extended-logs.js'
import type { NodeHttpServer } from '../http/node-http-server.js'
import type { PrometheusMetrics } from '../metrics/prometheus-metrics.js'

/** The senders in order of preference, and what else the choice of providers decides. */
export interface Mail {
  readonly senders: readonly EmailSender[]
  /** One for each sender, in the same order. */
  readonly probes: readonly ProviderProbe[]
  readonly composer: EmailComposer
  /** The Message-ID of a delivery's message, with angle brackets. */
  readonly messageIdOf: (deliveryId: string) => string
  /** Only with the built-in mailbox. */
  readonly mailbox?: DevelopmentMailbox
  /** Waits for what is under way. */
  close(): Promise<void>
  /** Ends what is under way at once; see `EmailSender`. */
  breakOff(why: string): void
}

/** The names under which the house knows its parts; their types go with them. */
export const tokens = {
  clock: token<Clock>('Clock'),
  randomness: token<Randomness>('Randomness'),
  hasher: token<PasswordHasher>('PasswordHasher'),
  confirmationTokens: token<ConfirmationTokens>('ConfirmationTokens'),
  fingerprint: token<(purpose: string, text: string) => string>('KeyedFingerprint'),
  rules: token<Rules>('Rules'),
  notices: token<OperatorNotices>('OperatorNotices'),
  store: token<Store>('Store'),
  isGone: token<IsGone>('IsGone'),
  secrets: token<SecretPatterns>('SecretPatterns'),
  log: token<TranscriptLog>('TranscriptLog'),
  extendedLogs: token<ExtendedLogs>('ExtendedLogs'),
  newRecorder: token<NewRecorder>('NewRecorder'),
  newExtendedRecorder: token<NewRecorder>('NewRecorder with each line of the messages'),
  background: token<Background>('Background'),
  metrics: token<PrometheusMetrics>('PrometheusMetrics'),
  mail: token<Mail>('Mail'),
  announcing: token<Announcing>('Announcing'),
  announcements: token<AnnouncementWorker>('AnnouncementWorker'),
  delivering: token<DeliverEmailPorts>('DeliverEmailPorts'),
  worker: token<DeliveryWorker>('DeliveryWorker'),
  retention: token<Retention>('Retention'),
  follower: token<FollowRecording>('FollowRecording'),
  server: token<NodeHttpServer>('NodeHttpServer'),
  site: token<NodeHttpServer>('NodeHttpServer with its application'),
}

function token<T>(name: string): ServiceIdentifier<T> {
  return Symbol(name)
}
