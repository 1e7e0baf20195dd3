import type { Cause, Phase, Side } from './cause.js'
import type { Sentence } from './diagnosis.js'

/** What is known of a cause before any transcript: who must act, where it strikes, and what to tell them. */
export interface CauseEntry {
  readonly side: Side
  /** Where it strikes unless the text shows otherwise. */
  readonly phase: Phase
  /** It can strike nowhere else, so the text is not asked. */
  readonly only?: true
  /** `temporary-code`: when the server answered 4xx. */
  readonly retryable: boolean | 'temporary-code'
  /** One sentence: what happened. */
  readonly explanation: Sentence
  /** One sentence: what the one who must act does about it. */
  readonly remedy: Sentence
}

/** Every cause with its texts in every language; a cause without an entry does not compile. */
export const catalogue: Readonly<Record<Cause, CauseEntry>> = {
  accepted: {
    side: 'none',
    phase: 'done',
    only: true,
    retryable: false,
    explanation: {
      en: 'The mail server took the message and is now responsible for it.',
      es: 'El servidor de correo aceptó el mensaje y ahora responde de él.',
    },
    remedy: {
      en: 'Nothing is left to do here; if it does not arrive, look in the spam folder or ask the provider with the identifier in the last reply.',
      es: 'Aquí no queda nada por hacer; si no llega, mire en la carpeta de correo no deseado o pregunte al proveedor con el identificador de la última respuesta.',
    },
  },
  'dns-not-found': {
    side: 'configuration',
    phase: 'resolve',
    only: true,
    retryable: false,
    explanation: {
      en: 'The name of the mail server does not exist in the DNS, so no connection was tried.',
      es: 'El nombre del servidor de correo no existe en el DNS, así que no se intentó ninguna conexión.',
    },
    remedy: {
      en: 'Correct the host name in the settings (look for a typing error, a blank, a quote or a missing domain), or make the name known to this machine.',
      es: 'Corrija el nombre del servidor en la configuración (busque una errata, un espacio, una comilla o un dominio que falta) o haga que esta máquina conozca el nombre.',
    },
  },
  'dns-temporary': {
    side: 'network',
    phase: 'resolve',
    only: true,
    retryable: true,
    explanation: {
      en: 'The DNS server did not answer, so the name of the mail server could not be looked up.',
      es: 'El servidor DNS no respondió, así que no se pudo consultar el nombre del servidor de correo.',
    },
    remedy: {
      en: 'Check the network and the resolver of this machine (in a container, its DNS setting); it will pass as soon as names resolve again.',
      es: 'Revise la red y el servidor DNS de esta máquina (en un contenedor, su configuración DNS); funcionará en cuanto se vuelvan a resolver nombres.',
    },
  },
  'connection-refused': {
    side: 'network',
    phase: 'connect',
    only: true,
    retryable: false,
    explanation: {
      en: 'The machine answered, but nothing accepts connections on this port, or a firewall refuses them.',
      es: 'La máquina respondió, pero nada acepta conexiones en ese puerto, o un cortafuegos las rechaza.',
    },
    remedy: {
      en: 'Check host and port, and ask your hoster whether outgoing SMTP is blocked; inside a container, localhost is the container itself.',
      es: 'Revise el servidor y el puerto, y pregunte a su proveedor de alojamiento si bloquea el SMTP saliente; dentro de un contenedor, localhost es el propio contenedor.',
    },
  },
  'connection-timeout': {
    side: 'network',
    phase: 'connect',
    retryable: false,
    explanation: {
      en: 'No answer came in time: something on the way drops the packets, most often a firewall or a hoster that blocks this port.',
      es: 'No llegó respuesta a tiempo: algo en el camino descarta los paquetes, casi siempre un cortafuegos o un proveedor de alojamiento que bloquea ese puerto.',
    },
    remedy: {
      en: "Have the outgoing port opened by the hoster or the firewall's administrator, or try another one that the provider offers (587, 465 or 2525).",
      es: 'Pida al proveedor de alojamiento o al administrador del cortafuegos que abra el puerto de salida, o pruebe otro que ofrezca el proveedor de correo (587, 465 o 2525).',
    },
  },
  'network-unreachable': {
    side: 'network',
    phase: 'connect',
    only: true,
    retryable: false,
    explanation: {
      en: 'This machine has no route to the address of the mail server.',
      es: 'Esta máquina no tiene ruta hasta la dirección del servidor de correo.',
    },
    remedy: {
      en: 'Check the network, the routing and the firewall of this machine; if the address is an IPv6 one, give the machine IPv6 or prefer IPv4.',
      es: 'Revise la red, las rutas y el cortafuegos de esta máquina; si la dirección es IPv6, dé IPv6 a la máquina o dé preferencia a IPv4.',
    },
  },
  'connection-dropped': {
    side: 'network',
    phase: 'greeting',
    retryable: true,
    explanation: {
      en: 'The connection ended in the middle of the conversation without a reason being given.',
      es: 'La conexión terminó en mitad de la conversación sin que se diera ningún motivo.',
    },
    remedy: {
      en: 'Try again; if it always ends at the same place, check the TLS mode and the port, and look for a firewall or antivirus in between.',
      es: 'Inténtelo de nuevo; si siempre termina en el mismo punto, revise el modo TLS y el puerto, y busque un cortafuegos o un antivirus intermedio.',
    },
  },
  'connection-intercepted': {
    side: 'network',
    phase: 'tls',
    retryable: false,
    explanation: {
      en: 'Something else than the configured mail server answered: a web host, firewall or antivirus redirects the connection.',
      es: 'Respondió algo distinto del servidor de correo configurado: un alojamiento web, un cortafuegos o un antivirus desvía la conexión.',
    },
    remedy: {
      en: "Have the redirection of outgoing SMTP lifted by the hoster, or switch off mail scanning in the antivirus, or send through the hoster's own server.",
      es: 'Pida al proveedor de alojamiento que retire el desvío del SMTP saliente, o desactive el análisis de correo del antivirus, o envíe por el servidor del propio alojamiento.',
    },
  },
  'greeting-timeout': {
    side: 'provider',
    phase: 'greeting',
    only: true,
    retryable: true,
    explanation: {
      en: 'The connection was made, but the server never said its greeting.',
      es: 'La conexión se estableció, pero el servidor no llegó a saludar.',
    },
    remedy: {
      en: 'Check that TLS mode and port go together (465 implicit TLS, 587 STARTTLS); if they do, a firewall is holding the connection or the server is overloaded.',
      es: 'Compruebe que el modo TLS y el puerto casan (465 TLS implícito, 587 STARTTLS); si casan, un cortafuegos retiene la conexión o el servidor está saturado.',
    },
  },
  'not-smtp': {
    side: 'configuration',
    phase: 'greeting',
    only: true,
    retryable: false,
    explanation: {
      en: 'A server answered on this port, but it does not speak SMTP.',
      es: 'En ese puerto respondió un servidor, pero no habla SMTP.',
    },
    remedy: {
      en: 'Correct host and port: outgoing mail uses 587 or 465, not the ports of IMAP, POP3 or the web.',
      es: 'Corrija el servidor y el puerto: el correo saliente usa 587 o 465, no los puertos de IMAP, POP3 o la web.',
    },
  },
  'tls-mode-mismatch': {
    side: 'configuration',
    phase: 'tls',
    retryable: false,
    explanation: {
      en: 'The TLS mode does not fit the port: one side expected TLS from the first byte, the other a plain greeting.',
      es: 'El modo TLS no casa con el puerto: un lado esperaba TLS desde el primer byte y el otro un saludo sin cifrar.',
    },
    remedy: {
      en: 'Use implicit TLS with port 465 and STARTTLS with port 587 (or 25).',
      es: 'Use TLS implícito con el puerto 465 y STARTTLS con el puerto 587 (o 25).',
    },
  },
  'tls-certificate-untrusted': {
    side: 'configuration',
    phase: 'tls',
    only: true,
    retryable: false,
    explanation: {
      en: 'The certificate of the mail server is not signed by an authority that this machine trusts.',
      es: 'El certificado del servidor de correo no está firmado por una autoridad en la que confíe esta máquina.',
    },
    remedy: {
      en: "Name the CA file of your own authority in the settings and keep this machine's CA certificates up to date; if the server is somebody else's, its operator installs a certificate with its full chain.",
      es: 'Indique en la configuración el fichero CA de su propia autoridad y mantenga al día los certificados CA de esta máquina; si el servidor es de otro, su operador instala un certificado con su cadena completa.',
    },
  },
  'tls-certificate-name-mismatch': {
    side: 'configuration',
    phase: 'tls',
    only: true,
    retryable: false,
    explanation: {
      en: 'The certificate is valid for other names than the host name in the settings.',
      es: 'El certificado es válido para otros nombres que el servidor indicado en la configuración.',
    },
    remedy: {
      en: "Configure the host name that stands in the certificate (often the hoster's own server name), or have a certificate issued for this name.",
      es: 'Configure el nombre que figura en el certificado (a menudo el del servidor del propio alojamiento) o haga emitir un certificado para este nombre.',
    },
  },
  'tls-certificate-expired': {
    side: 'provider',
    phase: 'tls',
    only: true,
    retryable: false,
    explanation: {
      en: 'The certificate of the mail server is outside its period of validity.',
      es: 'El certificado del servidor de correo está fuera de su período de validez.',
    },
    remedy: {
      en: "The server's operator must renew the certificate; first make sure that the clock of this machine is right.",
      es: 'El operador del servidor debe renovar el certificado; antes asegúrese de que el reloj de esta máquina está en hora.',
    },
  },
  'tls-protocol-unsupported': {
    side: 'configuration',
    phase: 'tls',
    only: true,
    retryable: false,
    explanation: {
      en: 'The two sides share no TLS version or cipher.',
      es: 'Los dos lados no comparten ninguna versión de TLS ni ningún cifrado.',
    },
    remedy: {
      en: "Bring the older side up to TLS 1.2 or newer: update this program and its TLS library, or ask the server's operator to.",
      es: 'Lleve el lado más antiguo a TLS 1.2 o posterior: actualice este programa y su biblioteca TLS, o pídaselo al operador del servidor.',
    },
  },
  'starttls-unavailable': {
    side: 'configuration',
    phase: 'tls',
    only: true,
    retryable: false,
    explanation: {
      en: 'The settings require STARTTLS, but the server does not offer it on this port or refused it.',
      es: 'La configuración exige STARTTLS, pero el servidor no lo ofrece en este puerto o lo rechazó.',
    },
    remedy: {
      en: 'Use a port with encryption (465 with implicit TLS, or 587), or allow an unencrypted connection only when the server is in your own network.',
      es: 'Use un puerto con cifrado (465 con TLS implícito, o 587), o permita una conexión sin cifrar solo si el servidor está en su propia red.',
    },
  },
  'encryption-required': {
    side: 'configuration',
    phase: 'sender',
    retryable: false,
    explanation: {
      en: 'The server goes on only over an encrypted connection, and this one was not encrypted.',
      es: 'El servidor solo continúa por una conexión cifrada, y esta no lo estaba.',
    },
    remedy: {
      en: 'Turn on STARTTLS (port 587) or implicit TLS (port 465) in the settings.',
      es: 'Active STARTTLS (puerto 587) o TLS implícito (puerto 465) en la configuración.',
    },
  },
  'credentials-rejected': {
    side: 'credentials',
    phase: 'auth',
    only: true,
    retryable: false,
    explanation: {
      en: 'The server does not accept this user name and password.',
      es: 'El servidor no acepta este usuario y esta contraseña.',
    },
    remedy: {
      en: 'Enter user name and password again (the user name is usually the full address), and check that special characters in an SMTP URL are percent-encoded.',
      es: 'Vuelva a introducir el usuario y la contraseña (el usuario suele ser la dirección completa) y compruebe que los caracteres especiales de una URL SMTP van codificados con porcentaje.',
    },
  },
  'app-password-required': {
    side: 'credentials',
    phase: 'auth',
    only: true,
    retryable: false,
    explanation: {
      en: "The provider does not accept the account's normal password from programs.",
      es: 'El proveedor no acepta la contraseña normal de la cuenta desde programas.',
    },
    remedy: {
      en: "Create an app password (or authorisation code) in the account's security settings and use it in place of the normal password.",
      es: 'Cree una contraseña de aplicación (o código de autorización) en los ajustes de seguridad de la cuenta y úsela en lugar de la contraseña normal.',
    },
  },
  'auth-mechanism-unsupported': {
    side: 'configuration',
    phase: 'auth',
    only: true,
    retryable: false,
    explanation: {
      en: 'The server does not offer the login method that was used, or no login at all on this connection.',
      es: 'El servidor no ofrece el método de acceso que se usó, o no ofrece ningún acceso en esta conexión.',
    },
    remedy: {
      en: 'Choose a method from the AUTH line of the EHLO reply, or, if there is none, use the submission port with TLS or leave out user and password.',
      es: 'Elija un método de la línea AUTH de la respuesta a EHLO o, si no hay ninguna, use el puerto de envío con TLS o quite usuario y contraseña.',
    },
  },
  'auth-disabled-by-provider': {
    side: 'provider',
    phase: 'auth',
    retryable: false,
    explanation: {
      en: 'Logging in by SMTP with a password is switched off for this account or organisation.',
      es: 'El acceso por SMTP con contraseña está desactivado para esta cuenta u organización.',
    },
    remedy: {
      en: "Have SMTP access switched on in the mailbox's settings by its administrator, or use OAuth or another sending service.",
      es: 'Pida al administrador del buzón que active el acceso SMTP en sus ajustes, o use OAuth u otro servicio de envío.',
    },
  },
  'oauth-token-invalid': {
    side: 'credentials',
    phase: 'auth',
    only: true,
    retryable: false,
    explanation: {
      en: 'The OAuth token is expired, revoked, or does not allow sending mail.',
      es: 'El token de OAuth ha caducado, se ha revocado o no permite enviar correo.',
    },
    remedy: {
      en: 'Authorise the application again for the mail scope and store the new refresh token and the right client id and secret.',
      es: 'Autorice de nuevo la aplicación para el ámbito de correo y guarde el nuevo token de renovación y el identificador y secreto de cliente correctos.',
    },
  },
  'auth-temporarily-unavailable': {
    side: 'provider',
    phase: 'auth',
    only: true,
    retryable: true,
    explanation: {
      en: 'The server could not check the login just now.',
      es: 'El servidor no pudo comprobar el acceso en este momento.',
    },
    remedy: {
      en: 'Wait and try again; if it lasts, tell the provider that its login service fails.',
      es: 'Espere e inténtelo de nuevo; si persiste, avise al proveedor de que falla su servicio de acceso.',
    },
  },
  'auth-throttled': {
    side: 'provider',
    phase: 'auth',
    retryable: true,
    explanation: {
      en: 'The server refuses logins for a while because there were too many.',
      es: 'El servidor rechaza los accesos durante un tiempo porque hubo demasiados.',
    },
    remedy: {
      en: 'Wait, log in less often (reuse connections), and make sure that no other program tries an old password.',
      es: 'Espere, acceda con menos frecuencia (reutilice las conexiones) y asegúrese de que ningún otro programa prueba una contraseña antigua.',
    },
  },
  'authentication-required': {
    side: 'configuration',
    phase: 'sender',
    retryable: false,
    explanation: {
      en: 'The server wants a login before it takes mail, and none took place.',
      es: 'El servidor exige un acceso antes de tomar correo, y no lo hubo.',
    },
    remedy: {
      en: 'Set user name and password and use the submission port (587 or 465), where the server offers AUTH after EHLO.',
      es: 'Configure usuario y contraseña y use el puerto de envío (587 o 465), donde el servidor ofrece AUTH tras EHLO.',
    },
  },
  'relay-denied': {
    side: 'configuration',
    phase: 'recipient',
    retryable: false,
    explanation: {
      en: 'The server does not forward mail to other domains for this client.',
      es: 'El servidor no reenvía correo a otros dominios para este cliente.',
    },
    remedy: {
      en: "Log in with user name and password on the submission port, or have this machine's address allowed to relay, or use the right server for this sender.",
      es: 'Acceda con usuario y contraseña por el puerto de envío, o haga que se permita el reenvío desde esta máquina, o use el servidor adecuado para este remitente.',
    },
  },
  'sender-not-authorised': {
    side: 'configuration',
    phase: 'sender',
    retryable: false,
    explanation: {
      en: 'This account may not send with this sender address.',
      es: 'Esta cuenta no puede enviar con esta dirección de remitente.',
    },
    remedy: {
      en: 'Use the address of the account as sender, or have the sender address added to the account as an alias or with the right to send as it.',
      es: 'Use la dirección de la cuenta como remitente, o haga añadir la dirección del remitente a la cuenta como alias o con permiso para enviar en su nombre.',
    },
  },
  'sender-not-verified': {
    side: 'provider',
    phase: 'acceptance',
    retryable: false,
    explanation: {
      en: 'The provider has not verified the sender address or its domain.',
      es: 'El proveedor no ha verificado la dirección del remitente ni su dominio.',
    },
    remedy: {
      en: 'Verify the sender address or domain with the provider (in the same region and account), or send with a verified one.',
      es: 'Verifique la dirección o el dominio del remitente en el proveedor (en la misma región y cuenta) o envíe con uno ya verificado.',
    },
  },
  'sender-domain-invalid': {
    side: 'configuration',
    phase: 'sender',
    retryable: false,
    explanation: {
      en: 'The server could not confirm that the sender address exists or that its domain can take replies.',
      es: 'El servidor no pudo confirmar que la dirección del remitente exista o que su dominio pueda recibir respuestas.',
    },
    remedy: {
      en: 'Send with an address in a domain that has an MX or A record, and correct the form of the address.',
      es: 'Envíe con una dirección de un dominio que tenga registro MX o A, y corrija la forma de la dirección.',
    },
  },
  'client-host-rejected': {
    side: 'configuration',
    phase: 'recipient',
    retryable: 'temporary-code',
    explanation: {
      en: 'The server does not accept the name of the sending machine: its EHLO name or the reverse DNS of its address.',
      es: 'El servidor no acepta el nombre de la máquina que envía: su nombre EHLO o el DNS inverso de su dirección.',
    },
    remedy: {
      en: "Give the sending address a PTR record that leads back to it and announce that full name in EHLO, or send through a provider's submission server.",
      es: 'Dé a la dirección de envío un registro PTR que lleve de vuelta a ella y anuncie ese nombre completo en EHLO, o envíe por el servidor de envío de un proveedor.',
    },
  },
  'client-ip-blocked': {
    side: 'provider',
    phase: 'recipient',
    retryable: 'temporary-code',
    explanation: {
      en: 'The server refuses mail from the address of the sending machine because of a block list or its reputation.',
      es: 'El servidor rechaza el correo de la dirección de la máquina que envía por una lista de bloqueo o por su reputación.',
    },
    remedy: {
      en: 'Follow the link in the reply to have the address delisted once the reason is gone, or send through a provider with a clean address.',
      es: 'Siga el enlace de la respuesta para que retiren la dirección de la lista una vez eliminado el motivo, o envíe por un proveedor con una dirección limpia.',
    },
  },
  'recipient-unknown': {
    side: 'recipient',
    phase: 'recipient',
    retryable: false,
    explanation: { en: "The recipient's mailbox does not exist.", es: 'El buzón del destinatario no existe.' },
    remedy: {
      en: 'Correct the e-mail address; the part before the @ is unknown at this domain.',
      es: 'Corrija la dirección de correo; la parte anterior a la @ es desconocida en ese dominio.',
    },
  },
  'recipient-mailbox-full': {
    side: 'recipient',
    phase: 'recipient',
    retryable: true,
    explanation: { en: "The recipient's mailbox is full.", es: 'El buzón del destinatario está lleno.' },
    remedy: {
      en: 'The recipient makes room in the mailbox, or uses another address.',
      es: 'El destinatario libera espacio en el buzón o usa otra dirección.',
    },
  },
  'recipient-disabled': {
    side: 'recipient',
    phase: 'recipient',
    retryable: false,
    explanation: {
      en: "The recipient's mailbox exists but is closed or disabled.",
      es: 'El buzón del destinatario existe, pero está cerrado o desactivado.',
    },
    remedy: {
      en: 'The recipient has the mailbox reactivated, or uses another address.',
      es: 'El destinatario hace reactivar el buzón o usa otra dirección.',
    },
  },
  'recipient-domain-not-found': {
    side: 'recipient',
    phase: 'recipient',
    retryable: false,
    explanation: {
      en: "The domain of the recipient's address does not exist or takes no mail.",
      es: 'El dominio de la dirección del destinatario no existe o no recibe correo.',
    },
    remedy: {
      en: 'Correct the part of the e-mail address after the @.',
      es: 'Corrija la parte de la dirección de correo posterior a la @.',
    },
  },
  'recipient-address-invalid': {
    side: 'recipient',
    phase: 'recipient',
    retryable: false,
    explanation: {
      en: "The recipient's address is not a valid e-mail address.",
      es: 'La dirección del destinatario no es una dirección de correo válida.',
    },
    remedy: {
      en: 'Correct the e-mail address: one name, one @, a real domain, no blanks or quotes around it.',
      es: 'Corrija la dirección de correo: un nombre, una @, un dominio real, sin espacios ni comillas alrededor.',
    },
  },
  'recipient-refused-policy': {
    side: 'recipient',
    phase: 'recipient',
    retryable: false,
    explanation: {
      en: 'The recipient or its organisation does not take mail from this sender.',
      es: 'El destinatario o su organización no admite correo de este remitente.',
    },
    remedy: {
      en: 'The recipient allows this sender (or leaves the block or suppression list), or uses another address.',
      es: 'El destinatario autoriza a este remitente (o sale de la lista de bloqueo o supresión) o usa otra dirección.',
    },
  },
  greylisted: {
    side: 'recipient',
    phase: 'recipient',
    retryable: true,
    explanation: {
      en: "The recipient's server turns away first contacts for some minutes (greylisting).",
      es: 'El servidor del destinatario rechaza los primeros contactos durante unos minutos (lista gris).',
    },
    remedy: {
      en: 'Nothing needs to be changed: the same message passes when it is tried again after some minutes.',
      es: 'No hay que cambiar nada: el mismo mensaje pasa al reintentarlo unos minutos después.',
    },
  },
  'rate-limited': {
    side: 'provider',
    phase: 'acceptance',
    retryable: true,
    explanation: {
      en: "Too many messages were sent in a short time for the server's limits.",
      es: 'Se enviaron demasiados mensajes en poco tiempo para los límites del servidor.',
    },
    remedy: {
      en: 'Wait and send more slowly, or have the limit raised by the provider.',
      es: 'Espere y envíe más despacio, o pida al proveedor que suba el límite.',
    },
  },
  'quota-exceeded': {
    side: 'provider',
    phase: 'acceptance',
    retryable: true,
    explanation: {
      en: 'The sending allowance of the account (per day, per month or in credits) is used up.',
      es: 'El cupo de envío de la cuenta (diario, mensual o en créditos) está agotado.',
    },
    remedy: {
      en: 'Wait until the allowance starts anew, or have it raised by the provider.',
      es: 'Espere a que el cupo se renueve o pida al proveedor que lo amplíe.',
    },
  },
  'too-many-connections': {
    side: 'provider',
    phase: 'greeting',
    retryable: true,
    explanation: {
      en: 'The server takes no more connections at the same time.',
      es: 'El servidor no admite más conexiones al mismo tiempo.',
    },
    remedy: {
      en: 'Try again later and use fewer parallel connections (`maxConnections`).',
      es: 'Inténtelo más tarde y use menos conexiones paralelas (`maxConnections`).',
    },
  },
  'too-many-recipients': {
    side: 'message',
    phase: 'recipient',
    retryable: false,
    explanation: {
      en: 'The message has more recipients than the server allows at once.',
      es: 'El mensaje tiene más destinatarios de los que el servidor permite a la vez.',
    },
    remedy: {
      en: 'Split the message into several with fewer recipients each.',
      es: 'Divida el mensaje en varios con menos destinatarios cada uno.',
    },
  },
  'message-too-large': {
    side: 'message',
    phase: 'acceptance',
    retryable: false,
    explanation: {
      en: 'The message is larger than the server allows.',
      es: 'El mensaje es mayor de lo que permite el servidor.',
    },
    remedy: {
      en: 'Make the message smaller (encoding adds a third to attachments) or put a link in place of the attachment.',
      es: 'Reduzca el mensaje (la codificación añade un tercio a los adjuntos) o ponga un enlace en lugar del adjunto.',
    },
  },
  'content-rejected-spam': {
    side: 'message',
    phase: 'acceptance',
    retryable: false,
    explanation: {
      en: 'The server took the message for spam.',
      es: 'El servidor tomó el mensaje por correo no deseado.',
    },
    remedy: {
      en: 'Change what makes it look like spam (links, wording, a From domain without SPF and DKIM), or ask the provider named in the reply to review it.',
      es: 'Cambie lo que lo hace parecer correo no deseado (enlaces, redacción, un dominio From sin SPF ni DKIM) o pida al proveedor citado en la respuesta que lo revise.',
    },
  },
  'content-rejected-policy': {
    side: 'message',
    phase: 'acceptance',
    retryable: false,
    explanation: {
      en: 'The server refuses how the message is built or what it contains, such as a header, an attachment or a line.',
      es: 'El servidor rechaza cómo está construido el mensaje o lo que contiene, como una cabecera, un adjunto o una línea.',
    },
    remedy: {
      en: 'Correct the message as the reply says: valid From, To and Date headers, no forbidden attachment, no overlong or bare line ends.',
      es: 'Corrija el mensaje según la respuesta: cabeceras From, To y Date válidas, sin adjuntos prohibidos, sin líneas demasiado largas ni finales de línea sueltos.',
    },
  },
  'authentication-policy': {
    side: 'configuration',
    phase: 'acceptance',
    retryable: false,
    explanation: {
      en: 'The message fails SPF, DKIM or DMARC: the server that sends is not shown to be allowed to send for the From domain.',
      es: 'El mensaje no supera SPF, DKIM o DMARC: no consta que el servidor que envía esté autorizado para el dominio From.',
    },
    remedy: {
      en: 'Publish SPF and DKIM for the From domain that include this provider, or send with an address of a domain that has them.',
      es: 'Publique SPF y DKIM para el dominio From que incluyan a este proveedor, o envíe con una dirección de un dominio que los tenga.',
    },
  },
  'server-temporary-failure': {
    side: 'provider',
    phase: 'acceptance',
    retryable: true,
    explanation: {
      en: 'The mail server has a passing problem of its own.',
      es: 'El servidor de correo tiene un problema pasajero propio.',
    },
    remedy: {
      en: "Try again later; if it lasts for hours, tell the server's operator.",
      es: 'Inténtelo más tarde; si dura horas, avise al operador del servidor.',
    },
  },
  'server-storage': {
    side: 'provider',
    phase: 'sender',
    retryable: true,
    explanation: {
      en: 'The mail server has run out of disk space or memory.',
      es: 'El servidor de correo se ha quedado sin disco o sin memoria.',
    },
    remedy: {
      en: "The server's operator makes room; the message passes when tried again after that.",
      es: 'El operador del servidor libera espacio; después, el mensaje pasa al reintentarlo.',
    },
  },
  'smtputf8-unsupported': {
    side: 'message',
    phase: 'sender',
    retryable: false,
    explanation: {
      en: 'An address has characters outside ASCII, and the mail server does not support such addresses (SMTPUTF8).',
      es: 'Una dirección tiene caracteres que no son ASCII y el servidor de correo no admite esas direcciones (SMTPUTF8).',
    },
    remedy: {
      en: 'Use a provider that offers SMTPUTF8, or an address in ASCII letters.',
      es: 'Use un proveedor que ofrezca SMTPUTF8 o una dirección en letras ASCII.',
    },
  },
  'protocol-error': {
    side: 'configuration',
    phase: 'hello',
    retryable: false,
    explanation: {
      en: 'Client and server fell out of step: a command came too early, in the wrong order or in a form that the server does not know.',
      es: 'Cliente y servidor perdieron el paso: una orden llegó demasiado pronto, fuera de orden o en una forma que el servidor no conoce.',
    },
    remedy: {
      en: 'Check that nothing in between changes the connection and that the sending program waits for the greeting and each reply; then report it to the maker of the sending program.',
      es: 'Compruebe que nada intermedio altera la conexión y que el programa espera el saludo y cada respuesta; después comuníquelo al autor del programa de envío.',
    },
  },
  'account-suspended': {
    side: 'provider',
    phase: 'auth',
    retryable: false,
    explanation: {
      en: 'The provider has suspended this account or barred it from sending.',
      es: 'El proveedor ha suspendido esta cuenta o le ha prohibido enviar.',
    },
    remedy: {
      en: 'Ask the provider why (often unusual sending or an unpaid bill) and have the account unblocked.',
      es: 'Pregunte el motivo al proveedor (a menudo un envío inusual o una factura impagada) y haga que desbloquee la cuenta.',
    },
  },
  'sandbox-restricted': {
    side: 'provider',
    phase: 'acceptance',
    retryable: false,
    explanation: {
      en: 'The account is in a test stage in which only registered recipients can be written to.',
      es: 'La cuenta está en una fase de pruebas en la que solo se puede escribir a destinatarios registrados.',
    },
    remedy: {
      en: 'Ask the provider for production access, or register this recipient for testing.',
      es: 'Pida al proveedor el acceso de producción o registre este destinatario para las pruebas.',
    },
  },
  unknown: {
    side: 'provider',
    phase: 'acceptance',
    retryable: 'temporary-code',
    explanation: {
      en: 'The text does not show why the message did not go out.',
      es: 'El texto no muestra por qué no salió el mensaje.',
    },
    remedy: {
      en: 'Run a check that records the whole conversation, from the connection to the last reply, and ask the provider with its exact words.',
      es: 'Haga una comprobación que registre toda la conversación, desde la conexión hasta la última respuesta, y pregunte al proveedor con sus palabras exactas.',
    },
  },
}
