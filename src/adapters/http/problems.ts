import type { Sentence } from '../../domain/diagnosis/diagnosis.js'

/** One kind of trouble a client can meet: what happened, what was expected, what to do. */
export interface ProblemKind {
  readonly status: 400 | 401 | 403 | 404 | 405 | 408 | 409 | 410 | 413 | 415 | 421 | 422 | 429 | 431 | 500 | 503
  readonly title: Sentence
  readonly detail: Sentence
}

/**
 * Every problem this service answers with (RFC 9457). The name stands in the `type` of the answer, as
 * `/docs#problem-<name>`, and never changes; the words may.
 */
export const problems = {
  'malformed-request': {
    status: 400,
    title: { en: 'The request cannot be read', es: 'La petición no se puede leer' },
    detail: {
      en: 'The address or the headers of the request are not valid HTTP. Check how the client builds them.',
      es: 'La dirección o las cabeceras de la petición no son HTTP válido. Revisa cómo las construye el cliente.',
    },
  },
  'incomplete-body': {
    status: 400,
    title: { en: 'The body ended too early', es: 'El cuerpo terminó antes de tiempo' },
    detail: {
      en: 'The connection was lost before the whole body had arrived. Send the request again.',
      es: 'La conexión se perdió antes de que llegara el cuerpo entero. Envía la petición otra vez.',
    },
  },
  'invalid-utf-8': {
    status: 400,
    title: { en: 'The body is not UTF-8', es: 'El cuerpo no está en UTF-8' },
    detail: {
      en: 'The body holds bytes that are not valid UTF-8. Encode it in UTF-8 and send it again.',
      es: 'El cuerpo contiene bytes que no son UTF-8 válido. Codifícalo en UTF-8 y envíalo otra vez.',
    },
  },
  'malformed-json': {
    status: 400,
    title: { en: 'The body is not JSON', es: 'El cuerpo no es JSON' },
    detail: {
      en: 'The body could not be read as JSON (RFC 8259). Check quotes, commas and brackets, and send it again.',
      es: 'El cuerpo no se pudo leer como JSON (RFC 8259). Revisa comillas, comas y llaves, y envíalo otra vez.',
    },
  },
  'malformed-form': {
    status: 400,
    title: { en: 'The form cannot be read', es: 'El formulario no se puede leer' },
    detail: {
      en: 'The form data is not well encoded, or names a field twice. Open the page again and send the form from there.',
      es: 'Los datos del formulario están mal codificados o repiten un campo. Abre la página de nuevo y envía el formulario desde ella.',
    },
  },
  'duplicate-field': {
    status: 400,
    title: { en: 'A field is there twice', es: 'Hay un campo repetido' },
    detail: {
      en: 'An object in the body names the same field more than once, so it is not clear which value counts. Send each field once.',
      es: 'Un objeto del cuerpo nombra el mismo campo más de una vez y no está claro qué valor cuenta. Envía cada campo una sola vez.',
    },
  },
  'malformed-idempotency-key': {
    status: 400,
    title: { en: 'The Idempotency-Key is not valid', es: 'La Idempotency-Key no es válida' },
    detail: {
      en: 'The header Idempotency-Key must be one value of 1 to 255 visible ASCII characters without blanks, such as a UUID.',
      es: 'La cabecera Idempotency-Key debe ser un único valor de 1 a 255 caracteres ASCII visibles sin espacios, como un UUID.',
    },
  },
  unauthorized: {
    status: 401,
    title: { en: 'The operator’s token is needed', es: 'Hace falta el token del operador' },
    detail: {
      en: 'This route is for the operator. Send the header “Authorization: Bearer …” with the token of this service.',
      es: 'Esta ruta es para el operador. Envía la cabecera «Authorization: Bearer …» con el token de este servicio.',
    },
  },
  'cross-site-form': {
    status: 403,
    title: { en: 'The form came from another site', es: 'El formulario vino de otro sitio' },
    detail: {
      en: 'Forms are taken only from the pages of this site. Open the page here and send the form from there.',
      es: 'Solo se aceptan formularios de las páginas de este sitio. Abre la página aquí y envía el formulario desde ella.',
    },
  },
  'not-found': {
    status: 404,
    title: { en: 'There is nothing here', es: 'Aquí no hay nada' },
    detail: {
      en: 'No page or route has this address. Check how it is spelled; all routes are listed at /docs.',
      es: 'Ninguna página ni ruta tiene esta dirección. Comprueba cómo está escrita; todas las rutas figuran en /docs.',
    },
  },
  'unknown-registration': {
    status: 404,
    title: { en: 'There is no such registration', es: 'No existe ese registro' },
    detail: {
      en: 'No registration has this id: it is misspelled, or the registration was erased. Register again if need be.',
      es: 'Ningún registro tiene este identificador: está mal escrito o el registro fue borrado. Si hace falta, regístrate de nuevo.',
    },
  },
  'unknown-token': {
    status: 404,
    title: { en: 'This link is not known', es: 'Este enlace no se conoce' },
    detail: {
      en: 'The link does not belong to any registration: it may be cut off, or a newer one took its place. Use the whole link of the latest e-mail.',
      es: 'El enlace no corresponde a ningún registro: puede estar cortado o haber sido sustituido por otro. Usa el enlace entero del último correo.',
    },
  },
  'unknown-user': {
    status: 404,
    title: { en: 'There is no such user', es: 'No existe ese usuario' },
    detail: {
      en: 'No user has this id. Look the user up by e-mail address to get the id.',
      es: 'Ningún usuario tiene este identificador. Busca al usuario por su correo para obtenerlo.',
    },
  },
  'unknown-delivery': {
    status: 404,
    title: { en: 'There is no such delivery', es: 'No existe esa entrega' },
    detail: {
      en: 'No delivery has this id: it is misspelled, or its user was erased. List the deliveries to find it.',
      es: 'Ninguna entrega tiene este identificador: está mal escrito o su usuario fue borrado. Lista las entregas para encontrarla.',
    },
  },
  'no-transcript': {
    status: 404,
    title: { en: 'No transcript is kept', es: 'No se guarda ninguna transcripción' },
    detail: {
      en: 'Nothing is kept of the conversations about this e-mail: none took place yet, recording was off, or they are older than TRANSCRIPT_DAYS.',
      es: 'No se guarda nada de las conversaciones sobre este correo: aún no hubo ninguna, la grabación estaba desactivada o son anteriores a TRANSCRIPT_DAYS.',
    },
  },
  'unknown-incident': {
    status: 404,
    title: { en: 'There is no such incident', es: 'No existe esa incidencia' },
    detail: {
      en: 'No incident has this id. List the incidents to find it.',
      es: 'Ninguna incidencia tiene este identificador. Lista las incidencias para encontrarla.',
    },
  },
  'unknown-message': {
    status: 404,
    title: { en: 'There is no such message', es: 'No existe ese mensaje' },
    detail: {
      en: 'The mailbox has no message with this id (any more): it keeps the latest ones only. Go back to the list.',
      es: 'El buzón no tiene (ya) ningún mensaje con este identificador: solo guarda los últimos. Vuelve a la lista.',
    },
  },
  'method-not-allowed': {
    status: 405,
    title: { en: 'This method is not possible here', es: 'Este método no es posible aquí' },
    detail: {
      en: 'The address exists, but not with this method. The header Allow names the methods that it takes.',
      es: 'La dirección existe, pero no con este método. La cabecera Allow nombra los métodos que admite.',
    },
  },
  'request-timeout': {
    status: 408,
    title: { en: 'The request took too long', es: 'La petición tardó demasiado' },
    detail: {
      en: 'The whole request did not arrive within 30 seconds. Send it again, without pauses.',
      es: 'La petición entera no llegó en 30 segundos. Envíala otra vez, sin pausas.',
    },
  },
  'not-refused': {
    status: 409,
    title: { en: 'The address cannot be corrected now', es: 'La dirección no se puede corregir ahora' },
    detail: {
      en: 'An address can be corrected only after a mail server refused it, and this one was not refused. Register again to use another one.',
      es: 'Una dirección solo se puede corregir después de que un servidor de correo la rechace, y esta no fue rechazada. Regístrate de nuevo para usar otra.',
    },
  },
  'not-recording': {
    status: 409,
    title: { en: 'Nothing is recorded at present', es: 'Ahora no se graba nada' },
    detail: {
      en: 'An extended log is a record, and recording is switched off, or off for these providers (recording=off). Switch it on, or check without `extended`.',
      es: 'Un diario extendido es una grabación, y la grabación está desactivada, en general o para estos proveedores (recording=off). Actívala o comprueba sin `extended`.',
    },
  },
  'already-confirmed': {
    status: 409,
    title: { en: 'The address is confirmed already', es: 'La dirección ya está confirmada' },
    detail: {
      en: 'This registration is confirmed, so no further e-mail is needed. Log in with the address and the password.',
      es: 'Este registro ya está confirmado y no hace falta otro correo. Entra con la dirección y la contraseña.',
    },
  },
  'delivery-accepted': {
    status: 409,
    title: { en: 'The e-mail went out already', es: 'El correo ya salió' },
    detail: {
      en: 'A mail server took this e-mail, so there is nothing to try again. The person can ask for another one on the page of the registration.',
      es: 'Un servidor de correo aceptó este correo y no hay nada que reintentar. La persona puede pedir otro en la página del registro.',
    },
  },
  'delivery-cancelled': {
    status: 409,
    title: { en: 'The e-mail is no longer wanted', es: 'El correo ya no hace falta' },
    detail: {
      en: 'This e-mail was cancelled: the address was confirmed or corrected, or a later e-mail took its place. Look at the latest delivery to the address.',
      es: 'Este correo se canceló: la dirección se confirmó o corrigió, o lo sustituyó un correo posterior. Mira la última entrega a esa dirección.',
    },
  },
  'delivery-outlived': {
    status: 409,
    title: { en: 'The registration of the e-mail is over', es: 'El registro del correo ha terminado' },
    detail: {
      en: 'The registration that this e-mail belongs to is confirmed or has expired, so it is not sent again. The person can register again.',
      es: 'El registro al que pertenece este correo está confirmado o ha caducado, así que no se envía otra vez. La persona puede registrarse de nuevo.',
    },
  },
  'delivery-replaced': {
    status: 409,
    title: { en: 'A later e-mail took its place', es: 'Lo sustituye un correo posterior' },
    detail: {
      en: 'The registration of this e-mail has a later one. Try that one again instead.',
      es: 'El registro de este correo tiene otro posterior. Reintenta ese en su lugar.',
    },
  },
  'incident-closed': {
    status: 409,
    title: { en: 'The incident is closed', es: 'La incidencia está cerrada' },
    detail: {
      en: 'The fault is over, and what was held for it is on its way. There is nothing to probe.',
      es: 'El fallo terminó y lo que estaba retenido está en camino. No hay nada que comprobar.',
    },
  },
  'still-running': {
    status: 409,
    title: { en: 'The first request is still running', es: 'La primera petición sigue en curso' },
    detail: {
      en: 'A request with this Idempotency-Key is being worked on right now. Ask again after the time in Retry-After.',
      es: 'Una petición con esta Idempotency-Key se está atendiendo ahora mismo. Pregunta de nuevo tras el tiempo de Retry-After.',
    },
  },
  'registration-expired': {
    status: 410,
    title: { en: 'The registration has expired', es: 'El registro ha caducado' },
    detail: {
      en: 'The registration was not confirmed in time. Please register again.',
      es: 'El registro no se confirmó a tiempo. Por favor, regístrate de nuevo.',
    },
  },
  'link-expired': {
    status: 410,
    title: { en: 'The link has expired', es: 'El enlace ha caducado' },
    detail: {
      en: 'The link was good once, but is too old now, or the address was confirmed with another one. Log in, or register again.',
      es: 'El enlace fue válido, pero es demasiado antiguo o la dirección se confirmó con otro. Entra o regístrate de nuevo.',
    },
  },
  'body-too-large': {
    status: 413,
    title: { en: 'The body is too large', es: 'El cuerpo es demasiado grande' },
    detail: {
      en: 'A body may have 16,384 bytes at most. Send only the fields that are asked for.',
      es: 'Un cuerpo puede tener 16 384 bytes como máximo. Envía solo los campos que se piden.',
    },
  },
  'text-too-large': {
    status: 413,
    title: { en: 'The text is too long', es: 'El texto es demasiado largo' },
    detail: {
      en: 'At most 1 MiB is read. Send the part of the log around the failure.',
      es: 'Se lee 1 MiB como máximo. Envía la parte del registro alrededor del fallo.',
    },
  },
  'text-expected': {
    status: 415,
    title: { en: 'A text was expected', es: 'Se esperaba un texto' },
    detail: {
      en: 'Send the log or the error message as it is with the header “Content-Type: text/plain”, or JSON with the field “text” as “application/json”; uncompressed.',
      es: 'Envía el registro o el mensaje de error tal cual con la cabecera «Content-Type: text/plain», o JSON con el campo «text» como «application/json»; sin comprimir.',
    },
  },
  'unsupported-media-type': {
    status: 415,
    title: { en: 'The body has the wrong type', es: 'El cuerpo es del tipo equivocado' },
    detail: {
      en: 'The body must be JSON in UTF-8, uncompressed, with the header “Content-Type: application/json”.',
      es: 'El cuerpo debe ser JSON en UTF-8, sin comprimir, con la cabecera «Content-Type: application/json».',
    },
  },
  'form-expected': {
    status: 415,
    title: { en: 'A form was expected', es: 'Se esperaba un formulario' },
    detail: {
      en: 'This address takes the form of its page (“Content-Type: application/x-www-form-urlencoded”). Programs use the routes under /v1.',
      es: 'Esta dirección recibe el formulario de su página («Content-Type: application/x-www-form-urlencoded»). Los programas usan las rutas de /v1.',
    },
  },
  'wrong-host': {
    status: 421,
    title: { en: 'The mailbox opens on this computer only', es: 'El buzón solo se abre en este ordenador' },
    detail: {
      en: 'The mailbox for development is shown only under a loopback address, such as http://127.0.0.1 or http://localhost.',
      es: 'El buzón de desarrollo solo se muestra en una dirección local, como http://127.0.0.1 o http://localhost.',
    },
  },
  'invalid-fields': {
    status: 422,
    title: { en: 'Some fields are not valid', es: 'Algunos campos no son válidos' },
    detail: {
      en: 'Nothing was changed. Each of the errors names a field and says what was expected; mend them and send the request again.',
      es: 'No se ha cambiado nada. Cada error nombra un campo y dice qué se esperaba; corrígelos y envía la petición otra vez.',
    },
  },
  'idempotency-key-reused': {
    status: 422,
    title: { en: 'The Idempotency-Key was used before', es: 'La Idempotency-Key ya se usó' },
    detail: {
      en: 'This key came with another body within the last 24 hours. Use a new key for each new request.',
      es: 'Esta clave llegó con otro cuerpo en las últimas 24 horas. Usa una clave nueva para cada petición nueva.',
    },
  },
  'too-soon': {
    status: 429,
    title: { en: 'It is too soon for another e-mail', es: 'Es pronto para otro correo' },
    detail: {
      en: 'An e-mail went, or is about to go, to this address. Look into the inbox and the spam folder, and ask again after the time in Retry-After.',
      es: 'Un correo salió, o está a punto de salir, hacia esta dirección. Mira la bandeja de entrada y el spam, y pide otro tras el tiempo de Retry-After.',
    },
  },
  'headers-too-large': {
    status: 431,
    title: { en: 'The headers are too large', es: 'Las cabeceras son demasiado grandes' },
    detail: {
      en: 'Address and headers together may have 16 KiB at most. Leave out what is not needed here, such as cookies.',
      es: 'La dirección y las cabeceras pueden tener juntas 16 KiB como máximo. Omite lo que aquí no hace falta, como las cookies.',
    },
  },
  'internal-error': {
    status: 500,
    title: { en: 'Something went wrong on our side', es: 'Algo ha fallado por nuestra parte' },
    detail: {
      en: 'The request could not be finished. The fault was recorded; please try again a little later.',
      es: 'No se pudo terminar la petición. El fallo quedó registrado; inténtalo de nuevo un poco más tarde.',
    },
  },
  busy: {
    status: 503,
    title: { en: 'Too much to do right now', es: 'Demasiado trabajo en este momento' },
    detail: {
      en: 'More requests are waiting than can be served. Nothing was changed; try again after the time in Retry-After.',
      es: 'Esperan más peticiones de las que se pueden atender. No se ha cambiado nada; inténtalo tras el tiempo de Retry-After.',
    },
  },
} as const satisfies Record<string, ProblemKind>

export type ProblemName = keyof typeof problems
