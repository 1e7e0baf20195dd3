import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** The ways to log in: mechanisms, tokens, application passwords, and what a provider has switched off. */
export const loginMethodRules: readonly Rule[] = [
  {
    id: 'auth/gmail-app-password',
    cause: 'app-password-required',
    weight: 'tag',
    phase: 'auth',
    says: phrases`
      application-specific password · invalidsecondfactor · please log in with your web browser ·
      please log in via your web browser · webloginrequired · 5.7.9 please log in · continue signing in via web ·
      accounts.google.com/{continuesignin/signin/continue} · username and application-specific
    `,
    source:
      'Gmail: 534 5.7.9 Application-specific password required, 534 5.7.14 Please log in via your web browser (p=InvalidSecondFactor, p=WebLoginRequired)',
  },
  {
    id: 'auth/app-password',
    cause: 'app-password-required',
    weight: 'exact',
    phase: 'auth',
    says: phrases`
      app password · app-password · app-specific password · application password · application specific password ·
      app specific password · authorization code · authorisation code · auth code · authcode · 授权码 · 授權碼 ·
      two-factor · two factor · 2fa| · two-step · 2-step · mot de passe d application · mot de passe dapplication ·
      contrasena de aplicacion · anwendungsspezifisches passwort · password for external app ·
      external application · mail app password · application password is required · generate an app ·
      third-party app · third party app · pop3/smtp * password · security code · use * mobile password ·
      senha de app · nocredentials * app · strong password * app · пароль приложения · пароль для внешн ·
      пароля приложени · parol prilozheniya ·
      multi-factor · multifactor · mfa|
    `,
    unless: phrases`
      certificate · ssl · oauth · grant type · invalid authorization code · if you · redeem · code_verifier ·
      basic authentication is disabled · sorry * policy
    `,
    source: 'Yahoo, iCloud, Mail.ru, Zoho, QQ and 163 (authorisation code), Yandex, Fastmail, FastMail-like hosts',
  },
  {
    id: 'auth/qq-help',
    cause: 'app-password-required',
    weight: 'tag',
    phase: 'auth',
    says: ['no=1001256'],
    source: 'QQ Mail: the page of its help on the authorisation code, which its 535 names whatever became of the words',
  },
  {
    id: 'auth/netease-qq-login-fail',
    cause: 'app-password-required',
    weight: 'exact',
    phase: 'auth',
    confidence: 'likely',
    says: phrases`
      login fail. account is abnormal, service is not open · password is incorrect or service is not open ·
      service is not open, password is incorrect · login fail. please enter your authorization code ·
      login fail. please using weixin token · has no permission
    `,
    also: ['qq', 'login fail', 'authorization', 'permission', 'open'],
    unless: ['user has no permission', '550 user'],
    source: 'QQ Mail 535 Login Fail, help page on SMTP service and authorisation code',
  },
  {
    id: 'auth/netease-not-enabled',
    cause: 'auth-disabled-by-provider',
    weight: 'exact',
    phase: 'auth',
    says: phrases`
      user has no permission · smtp service is not enabled · imap/smtp service · pop3/smtp service ·
      client does not have permission to use smtp · smtp access is disabled · smtp access denied · smtp not enabled ·
      smtp is not enabled · smtp access is not enabled · smtp is disabled · smtp disabled · smtp service is disabled ·
      smtp auth is disabled · enable smtp access · smtp access for · does not have smtp · not allowed to use smtp ·
      smtp service not enabled · please activate smtp · smtp authentication is disabled ·
      smtp authentication disabled · not enabled for smtp · relay not enabled · imap/pop3/smtp ·
      pop3 and smtp access · access to * smtp is disabled · activate pop3 · pop3/imap * not activated ·
      external access · зачесть доступ · this user doesn t have access rights to this service ·
      this user doesnt have access · user not have access · access rights to this service ·
      account does not have access to smtp · smtp for this account · does not have rights to use smtp ·
      not authorized to use smtp · not subscribed to * smtp · service is not available for · acces smtp ·
      servicio smtp no habilitado · smtp deshabilitado · password authentication is not allowed ·
      logins are disabled · password login is disabled ·
      smtp access {is /was /}{disabled/turned off/switched off/off/blocked/not enabled/not allowed/denied} · {imap/smtp/pop/pop3}/{smtp/imap} access {is /}{disabled/turned off/switched off/off/not enabled} · smtp auth is not {allowed/enabled} · smtp {is /}turned off ·
      smtp flag · open smtp · third-party {email/e-mail/mail/client} access · third party {email/e-mail/mail/client} access
    `,
    source:
      '163.com 550 User has no permission, Yandex 535 5.7.8 This user does not have access rights, GMX and web.de (POP3/IMAP/SMTP off), others',
  },
  {
    id: 'auth/microsoft-disabled',
    cause: 'auth-disabled-by-provider',
    weight: 'tag',
    phase: 'auth',
    says: phrases`
      basic authentication is disabled · basicauthblocked · basic auth * disabled ·
      smtpclientauthentication is disabled · smtpclientauthenticationdisabled · authenticated smtp is disabled ·
      aka.ms/smtp_auth_disabled · locked by your organizations security · locked by security defaults ·
      security defaults polic · smtp auth disabled · user is locked by your organization ·
      autenticacion basica esta des · autenticacao basica esta des · lauthentification de base est des ·
      standardauthentifizierung · the request did not meet the criteria to be authenticated successfully ·
      did not meet the criteria · nao atendeu aos criterios · no cumplio con los criterios ·
      no cumple los criterios · autenticacao basica · autenticacion basica · basic authentication ·
      blocked by conditional access · conditional access
    `,
    unless: ['incorrect user', 'credentials were incorrect', 'credentials invalid due'],
    source:
      'Microsoft 365: 535 5.7.139 Authentication unsuccessful, with the reason behind it; aka.ms/smtp_auth_disabled',
  },
  {
    id: 'auth/microsoft-5.7.139',
    cause: 'auth-disabled-by-provider',
    weight: 'usual',
    phase: 'auth',
    codes: ['5.7.139'],
    unless: phrases`
      incorrect user · username or password · credentials · password · senha · contrasena · mot de passe ·
      kennwort · passwort · account is locked · account locked · blocked · sign-in
    `,
    source: 'Microsoft 365 error 5.7.139|',
  },
  {
    id: 'auth/microsoft-anonymous',
    cause: 'auth-disabled-by-provider',
    weight: 'faint',
    phase: 'auth',
    codes: ['5.7.3'],
    phases: ['auth'],
    unless: ['credentials', 'password'],
    confidence: 'guess',
    source: 'Exchange 535 5.7.3 Authentication unsuccessful',
  },
  {
    id: 'auth/oauth',
    cause: 'oauth-token-invalid',
    weight: 'exact',
    phase: 'auth',
    says: phrases`
      invalid_grant · invalid_request · invalid_client · unauthorized_client · cant create new access token ·
      cant generate token · token has been expired or revoked · token expired · token has expired · expired token ·
      invalid token · access token * {invalid/expired} · refresh token · token refresh · oauth2 · oauth error ·
      xoauth2 * failed · missing access token · aadsts · eoauth2 · eyjzdgf0dxmioii0 · invalid bearer · token_expired ·
      bad oauth · bearer token · token is invalid · token was revoked · xoauth2 · scope * mail.google.com ·
      token invalid · invalid_token · oauth token
    `,
    unless: phrases`
      250-auth · auth login plain xoauth2 · auth login xoauth2 · auth plain login xoauth2 · mechanism ·
      authenticators · starttls · csrf · auth xoauth2 · basic authentication · application-specific · auth= ·
      offered · supports · supported · incorrect user
    `,
    source: 'RFC 6749 section 5.2, Gmail and Microsoft XOAUTH2, Nodemailer xoauth2 (EOAUTH2)',
  },
  {
    id: 'auth/oauth-command',
    cause: 'oauth-token-invalid',
    weight: 'exact',
    phase: 'auth',
    says: ['auth xoauth2', 'auth oauthbearer', 'eauth * auth xoauth2'],
    also: ['535', 'eauth', 'invalid', 'expired', 'failed', 'rejected', '334 eyj'],
    unless: ['250', 'wrong password type', 'mechanism', 'not supported', 'unsupported', 'unrecognized'],
    source: 'Nodemailer error objects: command AUTH XOAUTH2',
  },
  {
    id: 'auth/mechanism',
    cause: 'auth-mechanism-unsupported',
    weight: 'exact',
    phase: 'auth',
    says: phrases`
      auth method {not/is/un/refused/rejected/disabled} · unrecognized authentication type · unsupported authentication ·
      authentication mechanism not supported · authentication mechanism is not supported · mechanism not supported ·
      mechanism not available · mechanism is not supported · unsupported mechanism · mechanism unsupported ·
      unknown mechanism · no mechanism available · no suitable auth · auth method not available ·
      not allowed at this stage · no worthy mechs · no mechs · no supported auth · no suitable authentication ·
      no compatible authentication · no authentication mechanism · no auth mechanism · no supported authentication ·
      no auth method · auth type not supported · auth mechanism · authentication type · authentication method ·
      unknown authentication · authentication not supported · authentication is not supported · auth not supported ·
      auth not available · auth is not supported · auth command not implemented · smtp auth extension not supported ·
      auth extension not supported · does not support auth · doesnt support auth · does not support authentication ·
      doesnt support any · server does not support smtp-auth · must be cram-md5 · requested authentication ·
      authentication is not permitted · authentication not permitted · auth * not permitted ·
      plain authentication is not · login authentication is not · cram-md5 * not supported · ntlm * not supported ·
      none of the authentication · invalid auth method · invalid authentication method · authenticators available ·
      unable to find * auth · no matching auth · supported authentication · unexpected server challenge · invalid sasl challenge ·
      unexpected server response: username · auth command unrecognized · auth command is not · unrecognized * auth ·
      wrong authentication type · authentication command not · authentication not enabled ·
      authentication not available · authentication is not enabled · auth disabled · smtp auth not · no login ·
      no autenticacion · mecanismo de autenticacion · mecanisme * authentification · authentifizierungsmethode ·
      did not advertise auth · does not advertise auth · does not offer auth · sasl mechanism · unimplemented auth ·
      auth not attempted · requested type not available · not support smtp auth · invalid authentication mechanism ·
      support encrypted passwords · missing_requirement * :auth · failed to send auth login command · 504 5.7.4| ·
      504 5.5.4 unrec · 504 5.7.3| ·
      not implemented auth · not recognized auth · unrecognized command auth ·
      auth extension is not supported ·
      cannot find mechanism · mechanism not found ·
      auth not implemented
    `,
    unless: phrases`
      basic authentication is disabled · basicauthblocked · tried · possible authentication methods ·
      following error · invalid credentials · plaintext authentication dis · must issue ·
      authenticated smtp is disabled · 535- · smtpclientauthentication · with the following ·
      username and password · password · starttls first · encryption required ·
      requested authentication method requires encryption · encryption required for requested ·
      server requires encryption · not available without · 2.7.0| ·
      mechanism is too weak
    `,
    source: 'RFC 4954 code 504, SASL libraries, Python, JavaMail, Go, Nodemailer, Symfony, MailKit',
  },
  {
    id: 'auth/undecodable',
    cause: 'protocol-error',
    weight: 'exact',
    at: 'auth',
    kind: 'reply',
    codes: [501, 535],
    says: phrases`
      cannot decode {response/base64} · invalid base64 · base64 decod · not valid base64 · bad base64 ·
      malformed auth · malformed authentication
    `,
    source: 'RFC 4954 section 4: what follows AUTH is no base64, so that no password was judged',
  },
  {
    id: 'auth/mechanism-too-weak',
    cause: 'auth-mechanism-unsupported',
    weight: 'exact',
    phase: 'auth',
    kind: 'reply',
    says: phrases`
      mechanism {is /}too weak · optional argument not permitted · password transition is needed ·
      auth type unimplemented
    `,
    source: 'RFC 4954 section 6 (432 4.7.12, 534 5.7.9), Gmail 535 5.5.4, qmail 504',
  },
  {
    id: 'auth/encrypted-passwords',
    cause: 'auth-mechanism-unsupported',
    weight: 'tag',
    at: 'auth',
    kind: 'words',
    says: ['seem to support encrypted passwords'],
    source: 'Thunderbird: the method in its settings is none that the server offers',
  },
  {
    id: 'auth/mechanism-504',
    cause: 'auth-mechanism-unsupported',
    weight: 'usual',
    phase: 'auth',
    codes: [504],
    phases: ['auth'],
    source: 'RFC 4954 section 4',
  },
  {
    id: 'auth/command-refused',
    cause: 'auth-mechanism-unsupported',
    weight: 'usual',
    phase: 'auth',
    codes: [500, 502],
    phases: ['auth'],
    unless: ['too many'],
    source: 'a server that knows no AUTH command answers 500 or 502 (RFC 5321 section 4.2.4)',
  },
  {
    id: 'auth/command-out-of-place',
    cause: 'auth-mechanism-unsupported',
    weight: 'usual',
    phase: 'auth',
    codes: [503],
    says: phrases`
      auth command used when not advertised · auth not available · auth not advertised ·
      authentication not enabled · auth is not · authentication is not · 5.5.1 error: authentication not enabled
    `,
    source: 'Exim 503 AUTH command used when not advertised; Postfix 503 authentication not enabled',
  },
  {
    id: 'auth/user-locked',
    cause: 'account-suspended',
    weight: 'tag',
    at: 'auth',
    kind: 'reply',
    codes: [535, 550],
    says: ['550 user is locked', '535 user is locked', '550 user is suspended'],
    source: 'NetEase (163, 126) at AUTH: the account is locked, or its SMTP service is not switched on',
  },
  {
    id: 'auth/tls-first',
    cause: 'encryption-required',
    weight: 'exact',
    phase: 'auth',
    says: phrases`
      encryption required for requested authentication · requested authentication method requires encryption ·
      plaintext authentication disallowed · must issue a starttls command first · auth not available until tls ·
      authentication * only * tls · auth * requires tls · tls * before auth · starttls * before auth ·
      auth only * encrypted · authentication requires tls · authentication requires encryption · 538
    `,
    phases: ['auth'],
    source: 'RFC 4954 code 538, Dovecot',
  },
  {
    id: 'auth/sasl-of-our-own',
    cause: 'auth-mechanism-unsupported',
    weight: 'exact',
    at: 'auth',
    kind: 'words',
    confidence: 'guess',
    says: ['cannot authenticate to server * generic failure', 'sasl * generic failure'],
    unless: ['535', 'smtpd'],
    source: 'Cyrus SASL: SASL_FAIL of the client library, before any password was judged',
  },
  {
    id: 'auth/534',
    cause: 'app-password-required',
    weight: 'code',
    phase: 'auth',
    codes: ['5.7.9', 534],
    confidence: 'likely',
    unless: ['mechanism', 'secretariat'],
    phases: ['auth'],
    source: 'RFC 4954: 534 5.7.9; in the field Gmail',
  },
]
