import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** Logging in: passwords, mechanisms, tokens, and servers that want a login first. */
export const authRules: readonly Rule[] = [
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
    id: 'auth/microsoft-5.7.139-password',
    cause: 'credentials-rejected',
    weight: 'exact',
    phase: 'auth',
    codes: ['5.7.139'],
    says: phrases`
      incorrect user · username or password · user credentials were incorrect · credentials were incorrect ·
      credentials invalid · senha · contrasena · mot de passe · kennwort · passwort
    `,
    unless: ['basic authentication', 'autenticacao basica', 'autenticacion basica', 'basica'],
    source: 'Microsoft 365: 535 5.7.139 Authentication unsuccessful, the user credentials were incorrect',
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
    id: 'auth/exchange-5.7.3',
    cause: 'credentials-rejected',
    weight: 'usual',
    phase: 'auth',
    codes: ['5.7.3'],
    says: ['authentication unsuccessful'],
    source: 'Exchange and Microsoft 365 535 5.7.3 Authentication unsuccessful',
    confidence: 'likely',
  },
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
    id: 'auth/temporary',
    cause: 'auth-temporarily-unavailable',
    weight: 'exact',
    phase: 'auth',
    retryable: true,
    says: phrases`
      temporary authentication failure · temporary auth · temporary internal authentication ·
      authentication temporarily · authentication server * temporar · cannot authenticate due to temporary ·
      could not authenticate due to temporary · authentication * try again · authentication service unavailable ·
      authentication service * unavailable · authentication backend · cannot connect to saslauthd · sasl * temporary ·
      login temporarily · connection lost to authentication server · connection lost * authentication ·
      temporarily unable to authenticate · unable to authenticate at present · 435 · temporary error * authent ·
      temporary system problem * log · temporary server error * auth · internal authentication error ·
      454 4.7.0 temporary ·
      child crashed · cant auth (#4 · lookup failed during authentication · during authentication · authentication server {not/is not/is} {reachable/available/unreachable/unavailable/down} · authentication server {unreachable/unavailable/down} · auth server {unreachable/unavailable/down} ·
      due to a temporary
    `,
    unless: ['too many', 'rate|'],
    notIn: ['recipient', 'sender'],
    source: 'RFC 4954 code 454, Exim 435, Dovecot, Postfix with a SASL backend that is away',
  },
  {
    id: 'auth/temporary-code',
    cause: 'auth-temporarily-unavailable',
    weight: 'code',
    phase: 'auth',
    codes: ['4'],
    retryable: true,
    phases: ['auth'],
    unless: ['too many', 'username and password not accepted', 'incorrect'],
    source: 'RFC 4954 section 4: 4xx at AUTH',
  },
  {
    id: 'auth/throttled',
    cause: 'auth-throttled',
    weight: 'exact',
    phase: 'auth',
    retryable: true,
    says: phrases`
      too many login attempts · too many failed login · too many auth · too many {bad /}authentication ·
      too many failed auth · too many invalid login · too many bad auth · too many login ·
      too many failed attempts · too many attempts · too much fail · too much authentication · too many unsuccessful · too many failures · many failed login ·
      login attempts * exceeded · login * rate limit · authentication rate · logon limit · login limit ·
      temporarily blocked * login · brute force · bruteforce · too frequently * login · login too frequent ·
      login frequency limited · login * limit exceeded · try logging in again · failed logins ·
      account * temporarily locked · temporarily locked · concurrent logins · authentication failures from ·
      authentication failures;  · temporarily banned · maximum * login · temporarily disabled due to * login ·
      ip * banned * login · wait * before * login · ip address * temporarily blocked because * fail ·
      multiple failed · suspicious login · 登录过于频繁 · 登录频率 ·
      lockout · locked out · too many {wrong/bad/incorrect/invalid} {password/passwords/login/logins}
    `,
    unless: ['blacklisted', 'blocklisted', 'black listed'],
    notIn: ['recipient'],
    source:
      'Gmail 454 4.7.0 Too many login attempts, Yahoo, Mail.ru, QQ (Login frequency limited), Dovecot, cPanel cPHulk',
  },
  {
    id: 'auth/microsoft-locked',
    cause: 'auth-throttled',
    weight: 'exact',
    phase: 'auth',
    says: phrases`
      suspicious activity * sign · user account is locked ·
      authentication unsuccessful, the user account is locked · too many incorrect ·
      4.3.2 * authentication attempts ·
      unsuccessful, account is locked · unsuccessful, the account is locked
    `,
    source: 'Microsoft 365',
  },
  {
    id: 'auth/gmail-bad-credentials',
    cause: 'credentials-rejected',
    weight: 'exact',
    phase: 'auth',
    says: phrases`
      p=badcredentials · username and password not accepted · username and password are not accepted ·
      answer=14257 · nombre de usuario y * no * acept · usuario e senha nao
    `,
    source: 'Gmail 535 5.7.8 (p=BadCredentials)',
  },
  {
    id: 'auth/rejected',
    cause: 'credentials-rejected',
    weight: 'usual',
    phase: 'auth',
    says: phrases`
      invalid credentials · incorrect credentials · bad credentials · wrong credentials ·
      authentication credentials invalid · credentials * {invalid/incorrect/wrong/rejected} ·
      invalid {user/username/login/password/user name/userid/user id} ·
      incorrect {user/username/login/password/user name} · wrong {user/username/login/password/user name/pass} ·
      bad {username/password/login/user name/user or} · username or password · user name or password ·
      login or password · user or password · user/password · username/password ·
      password * {incorrect/invalid/wrong/not accepted/mismatch/not correct} · password or login ·
      incorrect authentication data · authentication failed · authentication failure · authentication failed: ·
      authentication error · authentication rejected · authentication unsuccessful · authentication not accepted ·
      auth failed · auth_failed · 0x80040217 · auth failure · auth error · login failed · login fail ·
      login incorrect · login invalid · logon failure · logon denied · login denied · logon failed ·
      sasl login authentication failed · sasl plain authentication failed · not accepted by server ·
      failed to authenticate · could not authenticate · imposible autenti · no se pudo autenti ·
      echec de l authentification · echec de lauthentification · impossibile autentic · nao foi possivel * autentic ·
      authenticatie mislukt · nie mozna przeprowadzic autoryzacji · 登录失败 · 認証できません · oturum acilamadi ·
      kunne ikke logge · couldnt authenticate · cannot authenticate · unable to authenticate · can not authenticate ·
      authentication exception · not able to authenticate · authentification * {echou/invalide/incorrect} ·
      identifiants · mot de passe · autenticacion fallida · error de autenticacion · fallo de autenticacion ·
      fallo la autenticacion · contrasena incorrecta · credenciales · falha na autenticacao · falha de autenticacao ·
      senha · credenciais · authentifizierung fehlgeschlagen · anmeldung fehlgeschlagen · benutzername oder ·
      passwort falsch · falsches passwort · autenticazione fallita · credenziali · nieprawidlow · uwierzytelni ·
      неверный логин · неверный пароль · ошибка авторизации · ошибка аутентификации · 认证失败 · 登录失败 · 密码错误 · 用户名或密码 ·
      身份验证失败 · 验证失败 · 認証 · 인증 · ung* kennwort · kennwort · chyba overeni · felaktig · authorization failed ·
      authorisation failed · error: authentication · username * incorrect · user not found * auth ·
      unknown user or password · account authentication · invalid api key · api key * {invalid/revoked/not} ·
      bad username / password · login to server * failed · invalid smtp * credential · smtp authentication error · invalid login
    `,
    unless: phrases`
      application-specific · spam · dkim · dmarc · spf · milter · sender domain · arc · 5.7.26| ·
      domain authentication · temporary authentication · sender authentication · basic authentication is disabled ·
      authentication failed, see inner · remote party has closed · remote certificate · ssl · suspended ·
      message authentication · tls · no permission · invalid user- · email authentication · generic failure ·
      due to a temporary · due to temporary · account is locked
    `,
    notIn: ['acceptance', 'recipient', 'sender', 'data', 'greeting', 'hello', 'done'],
    source: 'RFC 4954 code 535 in the words of servers and libraries, in several languages',
  },
  {
    id: 'auth/outlook-rejected',
    cause: 'credentials-rejected',
    weight: 'code',
    phase: 'auth',
    kind: 'words',
    says: ['0x800ccc92'],
    source: 'Outlook and Outlook Express: 0x800CCC92 the server rejected the login',
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
    id: 'auth/535',
    cause: 'credentials-rejected',
    weight: 'code',
    phase: 'auth',
    codes: [535, '.7.8'],
    notIn: ['recipient', 'acceptance'],
    source: 'RFC 4954 section 6',
  },
  {
    id: 'auth/exception-class',
    cause: 'credentials-rejected',
    weight: 'faint',
    phase: 'auth',
    kind: 'words',
    confidence: 'guess',
    says: phrases`
      authenticationfailedexception · mailauthenticationexception · net::smtpauthenticationerror ·
      smtpauthenticationerror · mailkit.security.authenticationexception · eauth
    `,
    unless: ['oauth', 'mechanism', 'starttls'],
    source: 'the class of the exception alone: a login was refused and the log does not show why',
  },
  {
    id: 'auth/summary-alone',
    cause: 'credentials-rejected',
    weight: 'vague',
    phase: 'auth',
    kind: 'words',
    confidence: 'likely',
    says: ['smtp error: could not authenticate'],
    unless: ['certificate', 'crypto', 'handshake', 'not supported', 'no supported', 'refused', 'timed out'],
    source: 'PHPMailer: what it ends with when a login was refused, beside the address that it connected to',
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
  {
    id: 'auth/refused',
    cause: 'credentials-rejected',
    weight: 'faint',
    phase: 'auth',
    codes: ['5'],
    phases: ['auth'],
    confidence: 'guess',
    kind: 'reply',
    source: 'a 5xx at AUTH without a reason',
  },
  {
    id: 'auth/suspicious-content',
    cause: 'content-rejected-spam',
    weight: 'exact',
    phase: 'auth',
    side: 'provider',
    says: ['suspicion of spam', 'suspected of spam', 'looks like spam'],
    phases: ['auth'],
    source: 'Yandex answers 535 5.7.8 for spam suspicion',
  },
]
