import { CheckPassword } from '../../application/check-password.js'
import { ConfirmAddress } from '../../application/confirm-address.js'
import { CorrectAddress } from '../../application/correct-address.js'
import { EraseUser } from '../../application/erase-user.js'
import { FindUsers } from '../../application/find-users.js'
import { ListDeliveries } from '../../application/list-deliveries.js'
import { ListIncidents } from '../../application/list-incidents.js'
import { ReadRegistration } from '../../application/read-registration.js'
import { RediagnoseDelivery } from '../../application/rediagnose-delivery.js'
import { ReadTranscript } from '../../application/read-transcript.js'
import { RegisterUser } from '../../application/register-user.js'
import { ResendConfirmation } from '../../application/resend-confirmation.js'
import { RetryDeliveries } from '../../application/retry-deliveries.js'
import { RetryDelivery } from '../../application/retry-delivery.js'
import { RetryIncident } from '../../application/retry-incident.js'
import { ShowDelivery } from '../../application/show-delivery.js'
import { ReadRecording, SwitchRecording } from '../../application/switch-recording.js'
import type { DeliverEmailPorts } from '../../application/deliver-email-ports.js'
import type { PasswordHasher } from '../../application/ports/password-hasher.js'
import type { HttpParts } from '../http/http-parts.js'

export type UseCases = Pick<
  HttpParts,
  | 'registerUser'
  | 'readRegistration'
  | 'resendConfirmation'
  | 'correctAddress'
  | 'confirmAddress'
  | 'checkPassword'
  | 'findUsers'
  | 'eraseUser'
  | 'listDeliveries'
  | 'showDelivery'
  | 'rediagnoseDelivery'
  | 'retryDelivery'
  | 'retryDeliveries'
  | 'listIncidents'
  | 'retryIncident'
  | 'readTranscript'
  | 'readRecording'
  | 'switchRecording'
>

/**
 * Every use case on one set of ports.
 *
 * @param own names of ours that a transcript must not give to strangers
 */
export function useCasesOn(ports: DeliverEmailPorts, hasher: PasswordHasher, own: readonly string[] = []): UseCases {
  const { store, clock, rules, log } = ports
  return {
    registerUser: new RegisterUser({ ...ports, hasher }),
    readRegistration: new ReadRegistration({ store, clock }),
    resendConfirmation: new ResendConfirmation(ports),
    correctAddress: new CorrectAddress(ports),
    confirmAddress: new ConfirmAddress(ports),
    checkPassword: new CheckPassword({ store, hasher, rules }),
    findUsers: new FindUsers({ store, rules }),
    eraseUser: new EraseUser(ports),
    listDeliveries: new ListDeliveries(ports),
    showDelivery: new ShowDelivery(ports),
    rediagnoseDelivery: new RediagnoseDelivery(ports),
    retryDelivery: new RetryDelivery(ports),
    retryDeliveries: new RetryDeliveries(ports),
    listIncidents: new ListIncidents(ports),
    retryIncident: new RetryIncident(ports),
    readTranscript: new ReadTranscript({ store, own }),
    readRecording: new ReadRecording({ log }),
    switchRecording: new SwitchRecording({ store, log }),
  }
}
