import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** Servers that want a login first. */
export const loginRequiredRules: readonly Rule[] = [
  {
    id: 'auth/not-authenticated',
    cause: 'authentication-required',
    weight: 'exact',
    phase: 'sender',
    says: phrases`
      client was not authenticated · client not authenticated · cliente no autenticado ·
      client nest pas authentifie · cliente nao foi autenticado · der client wurde nicht authentifiziert ·
      not authenticated · permission{/s} to submit mail to this server
    `,
    unless: phrases`
      requires a secure connection or · 5.7.26| · mail is unauthenticated · sender domain ·
      email is not authenticated · message is not authenticated · dkim · spf · dmarc · authentication is disabled
    `,
    source: 'Exchange and Microsoft 365 530 5.7.57 and 5.7.1 Client was not authenticated',
  },
  {
    id: 'auth/dotnet-not-authenticated',
    cause: 'authentication-required',
    weight: 'vague',
    phase: 'sender',
    confidence: 'likely',
    says: phrases`
      requires a secure connection or the client was not authenticated ·
      necesita una conexion segura o el cliente no se autentico · connexion securisee ou le client
    `,
    source: '.NET SmtpException for 530; the server text behind it decides',
  },
  {
    id: 'auth/required',
    cause: 'authentication-required',
    weight: 'usual',
    phase: 'sender',
    says: phrases`
      authentication required · authentication is required · auth required · auth is required ·
      requires authentication · must authenticate · authenticate first · must be authenticated ·
      must first authenticate · must login · must log in · log in first · login first · please login ·
      please authenticate · please log in first · smtp authentication * required · sender must be authenticated ·
      need to authenticate · needs authentication · needs to be authenticated · user not authenticated ·
      unauthenticated · without authentication · no authentication · authentication needed · smtp-auth ·
      enable smtp auth · turn on * authentication · use authentication · smtp authentication turned on ·
      pop before smtp · pop-before-smtp · check your mail first · check for new mail first ·
      you have not authenticated · not logged in · anonymous {mail/user/access/sender} · submission requires ·
      requiere autenticacion · autenticacion requerida · se requiere autenticacion · authentification requise ·
      authentification obligatoire · autenticacao {necessaria/obrigatoria/requerida} ·
      authentifizierung erforderlich · authentication mandatory · bitte authentifizieren · no auth ·
      authenticated users only · only authenticated · auth first · authrequired · send auth · first use auth ·
      authenticate before · authorization required · authorization first · auth needed ·
      not authorized to send mail, authentication · ist authentifizierung · nicht authentifiziert ·
      autenticazione richiesta · autenticarsi · wymaga uwierzytelnienia · need auth · требуется авторизация ·
      требуется аутентификация · 需要认证 · authetication is required ·
      first check your mail · check your mail with · pop account
    `,
    unless: phrases`
      5.7.26| · dkim · spf · dmarc · two-factor · unauthenticated email · unauthenticated mail · sender domain ·
      authentication required for this group · authentication required * delivery to this · not support ·
      resolver.rst · restricted · anonymous tls · adh · anonymous ciphers · spam · no auth mech ·
      no authentication mech · authentication type · group · basic authentication · application-specific ·
      unauthenticated senders · relay · recipient is not · starttls · anonymous@ · too many unauthenticated ·
      no auth method · no authenticator · invalid user
    `,
    notIn: ['acceptance', 'auth'],
    source: 'RFC 4954 code 530 and its many wordings; POP before SMTP at old hosts',
  },
  {
    id: 'auth/sender-not-logged-in',
    cause: 'authentication-required',
    weight: 'tag',
    phase: 'sender',
    kind: 'reply',
    says: [
      'sender address rejected: not logged in',
      'sender address rejected: {must/need to/please} {log in/login/authenticate}',
    ],
    unless: ['owner', 'not owned'],
    source: 'Postfix reject_unauthenticated_sender_login_mismatch: the sender is a user of ours, and nobody logged in',
  },
  {
    id: 'auth/required-for-relay',
    cause: 'authentication-required',
    weight: 'usual',
    phase: 'recipient',
    says: phrases`
      authentication {is /}required {for/to} relay · authenticate to relay · relay * without authentication ·
      relay * authentication · authentication * relay · auth * relay · must authenticate * relay ·
      relay * please authenticate · smtp authentication * non-local · authenticat* before * external ·
      relay * login · log in * relay · relay only * authenticated ·
      first check your mail · check your mail with
    `,
    unless: ['relay access denied', 'dkim', 'spf'],
    notIn: ['auth'],
    source: 'MailEnable, hMailServer (530 SMTP authentication is required), SmarterMail, cPanel',
  },
  {
    id: 'auth/relay-please-log-in',
    cause: 'authentication-required',
    weight: 'exact',
    phase: 'recipient',
    kind: 'reply',
    says: phrases`
      not permitted to relay through this server without · perhaps you have not logged into ·
      relay * {please/must/need to/first} {authenticate/log in/login} · relay * authenticate first ·
      relay * requires authentication · relay * authentication {is /}required
    `,
    notIn: ['auth', 'greeting', 'hello'],
    source: 'SMTP2GO, MailEnable, cPanel: the refusal to relay that asks for a login',
  },
  {
    id: 'auth/required-not-permitted-without',
    cause: 'authentication-required',
    weight: 'exact',
    phase: 'sender',
    says: phrases`
      550 smtp authentication is required ·
      530 smtp authentication is required · turn on smtp authentication · has not turned on smtp authentication ·
      you must check for new mail before sending · smtp authentication must be · smtp requires authentication ·
      smtp auth is required · 530 authentication required · 530 5.7.0 authentication required ·
      550 5.7.1 authentication required · 5.5.1 authentication required · 530 5.7.1 authentication required ·
      530-5.5.1 · 503 authentication required · 503 5.5.4 authentication · 550 authentication required ·
      554 authentication required · 553 authentication is required · 553 authentication required ·
      sorry, you must authenticate · 503 auth first · 503 you must authenticate · 503 5.5.1 error: need auth ·
      505 authentication
    `,
    unless: ['resolver.rst', 'group', 'dmarc'],
    source: 'Exim on cPanel, hMailServer, Gmail 530 5.5.1, Postfix',
  },
  {
    id: 'auth/authorization-required',
    cause: 'authentication-required',
    weight: 'exact',
    phase: 'sender',
    kind: 'reply',
    says: phrases`
      authorization {is /}required · authorisation {is /}required · send {email/mail/messages} without authori{z/s}ation ·
      without {authorization/authorisation} · authorization {is /}needed ·
      too many unauthenticated commands
    `,
    unless: ['sender authori', 'spf', 'dkim', 'dmarc', 'domain authori', 'list'],
    notIn: ['acceptance', 'auth'],
    source: 'Mail.ru and others that call a login authorization',
  },
  {
    id: 'auth/530',
    cause: 'authentication-required',
    weight: 'code',
    phase: 'sender',
    codes: [530],
    unless: ['tls', 'ssl', 'encrypt'],
    source: 'RFC 4954 section 6',
  },
]
