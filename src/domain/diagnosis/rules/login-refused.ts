import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** Logins that were tried and did not succeed. */
export const loginRefusedRules: readonly Rule[] = [
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
      bad username / password · login to server * failed · invalid smtp * credential · smtp authentication error · invalid login ·
      authentication with * failed
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
