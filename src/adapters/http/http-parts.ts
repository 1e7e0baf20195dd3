import type { CheckProvider } from '../../application/check-provider.js'
import type { CheckPassword } from '../../application/check-password.js'
import type { ConfirmAddress } from '../../application/confirm-address.js'
import type { CorrectAddress } from '../../application/correct-address.js'
import type { EraseUser } from '../../application/erase-user.js'
import type { FindUsers } from '../../application/find-users.js'
import type { ListDeliveries } from '../../application/list-deliveries.js'
import type { ListIncidents } from '../../application/list-incidents.js'
import type { LineTail } from '../../application/line-tail.js'
import type { DevelopmentMailbox } from '../../application/ports/development-mailbox.js'
import type { ReadRegistration } from '../../application/read-registration.js'
import type { RediagnoseDelivery } from '../../application/rediagnose-delivery.js'
import type { ReadTranscript } from '../../application/read-transcript.js'
import type { RegisterUser } from '../../application/register-user.js'
import type { ResendConfirmation } from '../../application/resend-confirmation.js'
import type { RetryDeliveries } from '../../application/retry-deliveries.js'
import type { RetryDelivery } from '../../application/retry-delivery.js'
import type { RetryIncident } from '../../application/retry-incident.js'
import type { ShowDelivery } from '../../application/show-delivery.js'
import type { ReadRecording, SwitchRecording } from '../../application/switch-recording.js'
import type { LogLocale } from '../../domain/transcript/statement.js'

/** What the HTTP side is put together from. */
export interface HttpParts {
  readonly registerUser: RegisterUser
  readonly readRegistration: ReadRegistration
  readonly resendConfirmation: ResendConfirmation
  readonly correctAddress: CorrectAddress
  readonly confirmAddress: ConfirmAddress
  readonly checkPassword: CheckPassword
  readonly findUsers: FindUsers
  readonly checkProvider: CheckProvider
  readonly eraseUser: EraseUser
  readonly listDeliveries: ListDeliveries
  readonly showDelivery: ShowDelivery
  readonly rediagnoseDelivery: RediagnoseDelivery
  readonly retryDelivery: RetryDelivery
  readonly retryDeliveries: RetryDeliveries
  readonly listIncidents: ListIncidents
  readonly retryIncident: RetryIncident
  readonly readTranscript: ReadTranscript
  readonly readRecording: ReadRecording
  readonly switchRecording: SwitchRecording
  /** The lines of the log, live. */
  readonly lineTail: LineTail
  /** The language of the log's events where a client names none. */
  readonly logLocale: LogLocale

  /** The name of the site in the pages; see `APP_NAME`. */
  readonly appName: string
  /** Base of all links, see `PUBLIC_URL`. Its path, if it has one, is put before every path in an answer. */
  readonly publicUrl: string
  /** Where the page of a confirmed address leads; see `AFTER_CONFIRM_URL`. */
  readonly afterConfirmUrl?: string
  /** What operator routes expect as bearer token. */
  readonly operatorToken: string
  /** The version of the product, for the documentation. */
  readonly version: string

  /** The mail that was taken in development; without it there are no mailbox pages. */
  readonly mailbox?: DevelopmentMailbox
  /** The Message-ID of a delivery's message, with angle brackets. */
  messageIdOf(deliveryId: string): string

  /** A keyed one-way fingerprint of a text: equal texts, equal fingerprints. */
  fingerprint(text: string): string
  /** Whether requests can be served: asks the store, never a mail server. */
  readiness(): Promise<Readiness>

  /** All that is counted, in Prometheus' text format. */
  readonly metrics: () => Promise<{ readonly contentType: string; readonly body: string }>

  /** Told of every defect that ended a request with 500. Must not throw. */
  onError(error: unknown, facts: RequestFacts): void
  /** Told of every answer. Must not throw. */
  onRequest?(facts: RequestFacts & AnswerFacts): void
}

export interface Readiness {
  readonly ready: boolean
  /** What was looked at, and what was found: `ok`, or a few words without secrets. */
  readonly checks: Readonly<Record<string, string>>
  /** How e-mail fares, which is no reason not to be ready; absent when it cannot be told. */
  readonly smtp?: { readonly status: 'ok' | 'trouble'; readonly openIncidents: number }
}

/** What a log may hold of a request: no address of a person, no query string, no secret. */
export interface RequestFacts {
  readonly method: string
  /** The pattern of the route, such as `/v1/registrations/{id}`; `-` where no route took the request. */
  readonly route: string
}

export interface AnswerFacts {
  readonly status: number
  readonly ms: number
}
