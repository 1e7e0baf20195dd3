import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** What a refusal to relay is not about, though it speaks of relaying. */
const notRelaying = phrases`
      without authentication · authentication is required · authentication required · authenticate ·
      smtp relay limit · relay limit · relay quota · daily · relaying disallowed · requires authentication ·
      smtp authentication · must login · client was not authenticated · hour · blocked using · must log ·
      open relay test · your ip · possible open relay · for that user · for this user
    `

/** Relaying: the recipient is none of the server’s own. */
export const relayRules: readonly Rule[] = [
  {
    id: 'recipient/relay',
    cause: 'relay-denied',
    weight: 'exact',
    phase: 'recipient',
    says: phrases`
      relay access denied · relaying denied · relay denied · relaying not {allowed/permitted} ·
      relay not {permitted/allowed/authorized} ·
      relaying * {denied/not permitted/not allowed/prohibited/refused/forbidden/rejected} · unable to relay ·
      cannot relay · can not relay · could not relay · no relay · no relaying · not relay · will not relay ·
      wont relay · do not relay · dont relay · does not relay · attempt to relay · not permitted to relay ·
      not allowed to relay · not authorized to relay · unauthorized relay · unauthorised relay · open relay ·
      not an open relay · not configured to relay · relay rejected · relaying mail to · relayclient · rcpthosts ·
      isnt in my list of allowed · not in my list of allowed · not a gateway · we dont handle mail for ·
      not local; please · not hosted here · not local host · isnt handled here · this is not a relay ·
      relay is not allowed · relay prohibited · only relay · relay for · relaying from ·
      5.7.54| · smtp; 550 relay · reenvio * no * permitido · no se permite * relay · relais * refuse · relais non ·
      weiterleitung * nicht · relay interdit · reencaminhamento · domain not hosted · not one of our domains ·
      recipient domain is not · not local domain · not a local domain · tenantattribution · attr36 · attr35 ·
      insecure mail relay · non-local recipient · not allowed * non-local · this server is not * mx ·
      specified domain is not allowed · no mail service for · {denies/deny/refuses/reject/rejects} relay ·
      doesnt handle mail for · does not handle mail for · accept mail for our · not a domain we ·
      send through this server · send mail through this server · domains we {serve/host/handle} ·
      not our mx ·
      non-local user · cannot deliver mail for ·
      not a relay · isnt handled by · not handled by this
    `,
    unless: [...notRelaying, 'user not local; please try'],
    notIn: ['auth', 'greeting', 'hello'],
    source: 'Postfix, Exim, Sendmail, Exchange 5.7.54, qmail rcpthosts, Microsoft 365 TenantAttribution',
  },
  {
    id: 'recipient/relay-somehow-refused',
    cause: 'relay-denied',
    weight: 'exact',
    phase: 'recipient',
    says: phrases`
      relay * {denied/not permitted/not allowed/prohibited/disallowed/rejected/refused/forbidden/restricted} ·
      relay * authorized
    `,
    unless: [...notRelaying, 'relay='],
    notIn: ['auth', 'greeting', 'hello'],
    source: 'further wordings of the same; in the logs of mail servers `relay=` only names the next host',
  },
  {
    id: 'recipient/not-allowed-to-send',
    cause: 'relay-denied',
    weight: 'usual',
    kind: 'reply',
    confidence: 'likely',
    phases: ['recipient'],
    codes: ['5'],
    says: ['not {allowed/permitted/authorized} to send {email/e-mail/mail/messages/message}'],
    unless: phrases`
      from · as · domain · until · recipient · group · list · spf · account · your ip · to this · to the user
    `,
    source: 'servers that answer RCPT with what the client may not do: it is none of theirs',
  },
  {
    id: 'recipient/relay-sender-domain',
    cause: 'sender-not-authorised',
    weight: 'tag',
    phase: 'recipient',
    says: phrases`
      mail relay denied * p=mailrelaydenied · mailrelaydenied · invalid credentials for relay · p=relaydenied
    `,
    source: 'Gmail smtp-relay: 550 5.7.1 Invalid credentials for relay (sender domain or address is not registered)',
    confidence: 'likely',
  },
]
