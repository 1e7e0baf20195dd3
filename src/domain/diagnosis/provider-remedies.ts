import type { Cause } from './cause.js'
import type { Sentence } from './diagnosis.js'
import type { Provider } from './provider.js'

/** What to do at a provider where the general remedy leaves a question open; each entry is named in the provider's own help. */
const remedies: Readonly<Partial<Record<Provider, Partial<Record<Cause, Sentence>>>>> = {
  gmail: {
    'app-password-required': {
      en: 'Turn on 2-Step Verification in the Google account, create an app password under myaccount.google.com/apppasswords, and use it as the SMTP password.',
      es: 'Active la verificación en dos pasos en la cuenta de Google, cree una contraseña de aplicación en myaccount.google.com/apppasswords y úsela como contraseña SMTP.',
    },
    'credentials-rejected': {
      en: 'Google takes no normal account password over SMTP: use the full Gmail address as user and an app password from myaccount.google.com/apppasswords.',
      es: 'Google no admite la contraseña normal de la cuenta por SMTP: use la dirección de Gmail completa como usuario y una contraseña de aplicación de myaccount.google.com/apppasswords.',
    },
    'sender-not-authorised': {
      en: 'Add the sender under "Send mail as" in the Gmail account that logs in; with smtp-relay.gmail.com, register this domain and this machine’s address under SMTP relay service in the Google Workspace admin console.',
      es: 'Añada el remitente en «Enviar como» de la cuenta de Gmail que accede; con smtp-relay.gmail.com, registre este dominio y la dirección de esta máquina en el servicio de retransmisión SMTP de la consola de Google Workspace.',
    },
    'quota-exceeded': {
      en: 'Wait up to 24 hours: Gmail allows 500 recipients a day (Workspace 2,000); for more, use a sending service.',
      es: 'Espere hasta 24 horas: Gmail permite 500 destinatarios al día (Workspace, 2.000); para más, use un servicio de envío.',
    },
    'relay-denied': {
      en: 'Register this sender domain and address under SMTP relay service in the Google Workspace admin console, or log in to smtp.gmail.com.',
      es: 'Registre este dominio y dirección de envío en el servicio de retransmisión SMTP de la consola de Google Workspace, o acceda a smtp.gmail.com.',
    },
  },
  microsoft: {
    'auth-disabled-by-provider': {
      en: 'Have the Microsoft 365 administrator switch on "Authenticated SMTP" for this mailbox (and security defaults off), or use OAuth; personal Outlook.com accounts need OAuth.',
      es: 'Pida al administrador de Microsoft 365 que active «SMTP autenticado» en este buzón (y desactive los valores de seguridad predeterminados) o use OAuth; las cuentas personales de Outlook.com necesitan OAuth.',
    },
    'credentials-rejected': {
      en: 'Use the full address of the mailbox and its password (an app password where multi-factor login is on); when both are right, have the Microsoft 365 administrator switch on "Authenticated SMTP" for this mailbox, or use OAuth.',
      es: 'Use la dirección completa del buzón y su contraseña (una de aplicación si tiene verificación multifactor); si ambas son correctas, pida al administrador de Microsoft 365 que active «SMTP autenticado» en este buzón, o use OAuth.',
    },
    'quota-exceeded': {
      en: 'Wait up to 24 hours: a Microsoft 365 mailbox may write to 10,000 recipients a day; for more, use a service for bulk mail.',
      es: 'Espere hasta 24 horas: un buzón de Microsoft 365 puede escribir a 10.000 destinatarios al día; para más, use un servicio de envío masivo.',
    },
    'too-many-connections': {
      en: 'Use at most three connections at a time (`maxConnections=3`): Microsoft 365 takes no more from one mailbox.',
      es: 'Use como máximo tres conexiones a la vez (`maxConnections=3`): Microsoft 365 no admite más de un mismo buzón.',
    },
    'sender-not-authorised': {
      en: 'Send with the address of the mailbox that logs in, or have the Microsoft 365 administrator give it "Send as" on the sender address.',
      es: 'Envíe con la dirección del buzón que accede o pida al administrador de Microsoft 365 que le dé el permiso «Enviar como» sobre la dirección del remitente.',
    },
    'client-ip-blocked': {
      en: 'Ask Microsoft to delist the address at sender.office.com (Outlook.com: the sender support form), or send through another address.',
      es: 'Pida a Microsoft que retire la dirección en sender.office.com (Outlook.com: el formulario de soporte a remitentes) o envíe desde otra dirección.',
    },
    'account-suspended': {
      en: 'Have the administrator remove the account from "Restricted entities" in Microsoft Defender after securing it.',
      es: 'Pida al administrador que quite la cuenta de «Entidades restringidas» en Microsoft Defender después de asegurarla.',
    },
    'authentication-required': {
      en: 'Log in to smtp.office365.com on port 587 with STARTTLS before sending.',
      es: 'Acceda a smtp.office365.com por el puerto 587 con STARTTLS antes de enviar.',
    },
    'tls-protocol-unsupported': {
      en: 'Update this program to TLS 1.2 or newer: Microsoft 365 no longer takes TLS 1.0 and 1.1.',
      es: 'Actualice este programa a TLS 1.2 o posterior: Microsoft 365 ya no admite TLS 1.0 ni 1.1.',
    },
  },
  yahoo: {
    'app-password-required': {
      en: 'Create an app password under Account security in the Yahoo account and use it as the SMTP password.',
      es: 'Cree una contraseña de aplicación en Seguridad de la cuenta de Yahoo y úsela como contraseña SMTP.',
    },
    'credentials-rejected': {
      en: 'Yahoo takes no normal account password over SMTP: create an app password under Account security and use that.',
      es: 'Yahoo no admite la contraseña normal por SMTP: cree una contraseña de aplicación en Seguridad de la cuenta y use esa.',
    },
    'sender-not-authorised': {
      en: 'Send with the address of the Yahoo account that logs in, or add the sender there as a verified address to send from.',
      es: 'Envíe con la dirección de la cuenta de Yahoo que accede, o añada allí el remitente como dirección verificada de envío.',
    },
    'client-ip-blocked': {
      en: 'Send less and slower from this address, and apply at senders.yahooinc.com once complaints have stopped.',
      es: 'Envíe menos y más despacio desde esta dirección y solicítelo en senders.yahooinc.com cuando cesen las quejas.',
    },
  },
  icloud: {
    'app-password-required': {
      en: 'Create an app-specific password at account.apple.com and use it with the full iCloud address.',
      es: 'Cree una contraseña específica de app en account.apple.com y úsela con la dirección de iCloud completa.',
    },
    'credentials-rejected': {
      en: 'Create an app-specific password at account.apple.com and use it with the full iCloud address.',
      es: 'Cree una contraseña específica de app en account.apple.com y úsela con la dirección de iCloud completa.',
    },
  },
  zoho: {
    'credentials-rejected': {
      en: 'Use an application-specific password when two-factor login is on, and the host of your data centre (smtp.zoho.eu, .in, .com.au …).',
      es: 'Use una contraseña específica de aplicación si el doble factor está activo, y el servidor de su centro de datos (smtp.zoho.eu, .in, .com.au …).',
    },
    'sender-not-authorised': {
      en: 'Send with the address of the Zoho account that logs in, or add the sender as an alias or "Send mail as" address there.',
      es: 'Envíe con la dirección de la cuenta de Zoho que accede o añada el remitente allí como alias o dirección de «Enviar correo como».',
    },
    'account-suspended': {
      en: 'Unblock the account at mail.zoho.com/UnblockMe and keep within the sending policy.',
      es: 'Desbloquee la cuenta en mail.zoho.com/UnblockMe y respete la política de envío.',
    },
  },
  ses: {
    'sender-not-verified': {
      en: 'Verify the sender address or its domain as an identity in Amazon SES, in the very region of this SMTP endpoint.',
      es: 'Verifique la dirección del remitente o su dominio como identidad en Amazon SES, en la misma región de este punto SMTP.',
    },
    'sender-not-authorised': {
      en: 'Let the IAM user of these SMTP credentials do ses:SendRawEmail on this identity (its own policy and that of the identity), or send from one it may use.',
      es: 'Permita al usuario IAM de estas credenciales SMTP ses:SendRawEmail sobre esta identidad (su política y la de la identidad), o envíe desde una que pueda usar.',
    },
    'sandbox-restricted': {
      en: "Request production access for Amazon SES in this region, or verify the recipient's address as an identity.",
      es: 'Solicite el acceso de producción de Amazon SES en esta región o verifique la dirección del destinatario como identidad.',
    },
    'credentials-rejected': {
      en: 'Use SMTP credentials made in the SES console for this region; an IAM access key and its secret do not work as they are.',
      es: 'Use credenciales SMTP creadas en la consola de SES para esta región; una clave de acceso IAM y su secreto no sirven tal cual.',
    },
    'account-suspended': {
      en: 'Read the notice in the mailbox of the AWS account and under Reputation metrics in the SES console, remove the reason, and answer the case there to have sending resumed.',
      es: 'Lea el aviso en el buzón de la cuenta de AWS y en las métricas de reputación de la consola de SES, elimine el motivo y responda allí al caso para que se reanude el envío.',
    },
    'rate-limited': {
      en: 'Send more slowly or request a higher sending rate for Amazon SES in this region.',
      es: 'Envíe más despacio o solicite una tasa de envío mayor para Amazon SES en esta región.',
    },
    'quota-exceeded': {
      en: 'Wait for the 24-hour window to move on or request a higher sending quota for Amazon SES in this region.',
      es: 'Espere a que avance la ventana de 24 horas o solicite una cuota mayor para Amazon SES en esta región.',
    },
  },
  sendgrid: {
    'authentication-required': {
      en: 'Log in with the user name "apikey" (that very word) and a SendGrid API key as password, on port 587 or 465.',
      es: 'Acceda con el usuario «apikey» (esa misma palabra) y una clave API de SendGrid como contraseña, por el puerto 587 o el 465.',
    },
    'credentials-rejected': {
      en: 'Use the user name "apikey" (that very word) and a SendGrid API key with the right to send mail as password.',
      es: 'Use el usuario «apikey» (esa misma palabra) y, como contraseña, una clave API de SendGrid con permiso para enviar correo.',
    },
    'sender-not-verified': {
      en: 'Verify the From address under Sender Authentication in SendGrid, or authenticate its domain there.',
      es: 'Verifique la dirección From en Sender Authentication de SendGrid o autentique allí su dominio.',
    },
    'quota-exceeded': {
      en: 'The credits of the SendGrid plan are used up: wait for the next period or raise the plan.',
      es: 'Los créditos del plan de SendGrid están agotados: espere al próximo período o amplíe el plan.',
    },
  },
  mailgun: {
    'credentials-rejected': {
      en: 'Use the SMTP user and password of this sending domain in Mailgun, and the host of its region (smtp.eu.mailgun.org for the EU).',
      es: 'Use el usuario y la contraseña SMTP de este dominio de envío en Mailgun y el servidor de su región (smtp.eu.mailgun.org para la UE).',
    },
    'sender-not-verified': {
      en: 'Publish the DNS records that Mailgun shows for this sending domain and press Verify there, in the same region.',
      es: 'Publique los registros DNS que Mailgun muestra para este dominio de envío y pulse Verify allí, en la misma región.',
    },
    'sandbox-restricted': {
      en: 'Add the recipient to the authorised recipients of the Mailgun sandbox domain, or send with a domain of your own.',
      es: 'Añada el destinatario a los autorizados del dominio sandbox de Mailgun o envíe con un dominio propio.',
    },
  },
  postmark: {
    'sender-not-verified': {
      en: 'Confirm the From address as a sender signature, or verify its domain, in Postmark.',
      es: 'Confirme la dirección From como firma de remitente o verifique su dominio en Postmark.',
    },
    'credentials-rejected': {
      en: 'Use the server API token of Postmark as both user name and password.',
      es: 'Use el token API de servidor de Postmark como usuario y como contraseña.',
    },
  },
  brevo: {
    'credentials-rejected': {
      en: "Use the SMTP login and an SMTP key from Brevo (SMTP & API), not the account's password or an API key.",
      es: 'Use el acceso SMTP y una clave SMTP de Brevo (SMTP y API), no la contraseña de la cuenta ni una clave API.',
    },
    'client-ip-blocked': {
      en: 'Authorise the address of this machine under Security, Authorised IPs, in the Brevo account (or switch that restriction off).',
      es: 'Autorice la dirección de esta máquina en Seguridad, IP autorizadas, de la cuenta de Brevo (o desactive esa restricción).',
    },
    'account-suspended': {
      en: 'Have Brevo activate (or restore) SMTP sending for the account: write to its support from the account’s address.',
      es: 'Haga que Brevo active (o restablezca) el envío SMTP de la cuenta: escriba a su soporte desde la dirección de la cuenta.',
    },
    'sandbox-restricted': {
      en: 'Have Brevo activate SMTP sending for the account.',
      es: 'Haga que Brevo active el envío SMTP de la cuenta.',
    },
  },
  netease: {
    'auth-disabled-by-provider': {
      en: 'Switch on the POP3/SMTP service in the settings of the 163 or 126 mailbox, and use the authorisation code shown there as password.',
      es: 'Active el servicio POP3/SMTP en los ajustes del buzón 163 o 126 y use como contraseña el código de autorización que se muestra allí.',
    },
    'app-password-required': {
      en: 'Use the authorisation code from the settings of the 163 or 126 mailbox as password.',
      es: 'Use como contraseña el código de autorización de los ajustes del buzón 163 o 126.',
    },
    'credentials-rejected': {
      en: 'Use the authorisation code from the settings of the 163 or 126 mailbox as password, not the login password.',
      es: 'Use como contraseña el código de autorización de los ajustes del buzón 163 o 126, no la de acceso.',
    },
  },
  qq: {
    'app-password-required': {
      en: 'Switch on the SMTP service in the QQ Mail settings and use the authorisation code generated there as password.',
      es: 'Active el servicio SMTP en los ajustes de QQ Mail y use como contraseña el código de autorización que se genera allí.',
    },
    'credentials-rejected': {
      en: 'Use the authorisation code from the QQ Mail settings as password, not the login password.',
      es: 'Use como contraseña el código de autorización de los ajustes de QQ Mail, no la de acceso.',
    },
  },
  yandex: {
    'auth-disabled-by-provider': {
      en: 'Allow mail clients (IMAP, app passwords) in the Yandex Mail settings and use an app password.',
      es: 'Permita los clientes de correo (IMAP, contraseñas de aplicación) en los ajustes de Yandex Mail y use una contraseña de aplicación.',
    },
    'credentials-rejected': {
      en: "Use an app password for mail from the Yandex account, not the account's own password.",
      es: 'Use una contraseña de aplicación de correo de la cuenta de Yandex, no la contraseña de la cuenta.',
    },
  },
  mailru: {
    'app-password-required': {
      en: "Create a password for external applications in the Mail.ru account's security settings and use it.",
      es: 'Cree una contraseña para aplicaciones externas en los ajustes de seguridad de Mail.ru y úsela.',
    },
    'credentials-rejected': {
      en: "Create a password for external applications in the Mail.ru account's security settings and use it.",
      es: 'Cree una contraseña para aplicaciones externas en los ajustes de seguridad de Mail.ru y úsela.',
    },
  },
  ovh: {
    'sender-not-authorised': {
      en: 'OVH lets a mailbox send only with its own address: use that one as sender.',
      es: 'OVH deja que un buzón envíe solo con su propia dirección: úsela como remitente.',
    },
    'credentials-rejected': {
      en: 'Use the full address as user and the host of the offer (ssl0.ovh.net, pro1.mail.ovh.net, ex…).',
      es: 'Use la dirección completa como usuario y el servidor de la oferta (ssl0.ovh.net, pro1.mail.ovh.net, ex…).',
    },
  },
  gmx: {
    'auth-disabled-by-provider': {
      en: "Allow POP3 and IMAP access in the mailbox's settings at GMX or web.de; it also opens SMTP.",
      es: 'Permita el acceso POP3 e IMAP en los ajustes del buzón de GMX o web.de; también abre el SMTP.',
    },
    'credentials-rejected': {
      en: "Allow POP3 and IMAP access in the mailbox's settings, and use an application password when two-factor login is on.",
      es: 'Permita el acceso POP3 e IMAP en los ajustes del buzón y use una contraseña de aplicación si el doble factor está activo.',
    },
  },
}

/** The provider's own remedy for a cause, where one is known. */
export function providerRemedy(provider: Provider | undefined, cause: Cause): Sentence | undefined {
  return provider === undefined ? undefined : remedies[provider]?.[cause]
}
