import type { DeliveryState } from '../domain/delivery/delivery.js'
import type { Cause } from '../domain/diagnosis/cause.js'
import type { Instant } from '../domain/instant.js'
import { addressKey, parseEmailAddress } from '../domain/registration/email-address.js'
import type { FieldFault } from './field-fault.js'
import type { DeliveryFilter } from './ports/store.js'
import type { Rules } from './rules.js'

/** What the operator looks for among deliveries; each condition narrows it down. */
export interface DeliverySearch {
  readonly state?: DeliveryState
  /** The recipient, in any capitalisation. */
  readonly email?: string
  /** Why the last attempt ended as it did. */
  readonly cause?: Cause
  /** Through whom the last attempt went. */
  readonly provider?: string
  /** Created at this moment or later. */
  readonly since?: Instant
  /** Created before this moment. */
  readonly until?: Instant
}

export type ReadSearch =
  | { readonly outcome: 'valid'; readonly filter: DeliveryFilter }
  | { readonly outcome: 'invalid'; readonly faults: readonly FieldFault[] }

export function readSearch({ email, ...rest }: DeliverySearch, rules: Rules): ReadSearch {
  if (email === undefined) return { outcome: 'valid', filter: rest }
  const parsed = parseEmailAddress(email, rules.domainToAscii)
  return parsed.outcome === 'valid'
    ? { outcome: 'valid', filter: { ...rest, addressKey: addressKey(parsed.address) } }
    : { outcome: 'invalid', faults: [{ field: 'email', reason: parsed.reason }] }
}
