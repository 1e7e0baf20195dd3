import type { Cause, Phase } from './cause.js'
import type { Sentence } from './diagnosis.js'

/** What is to be said of a broken conversation, and whether it may go better next time. */
export interface BrokenOff {
  readonly explanation: Sentence
  readonly remedy: Sentence
  readonly retryable: true
}

/**
 * What a time-out or a hang-up means where the connection had stood already: no port is blocked then. After the final
 * dot it leaves open what became of the message (RFC 5321 section 4.5.3.2.6). Nothing where the catalogue says it well.
 */
export function brokenOff(cause: Cause, phase: Phase): BrokenOff | undefined {
  if (cause !== 'connection-timeout' && cause !== 'connection-dropped') return undefined
  if (phase === 'acceptance') return inDoubt
  return cause === 'connection-timeout' && later.has(phase) ? fellSilent : undefined
}

const later: ReadonlySet<Phase> = new Set(['tls', 'hello', 'auth', 'sender', 'recipient', 'data'])

const fellSilent: BrokenOff = {
  explanation: {
    en: 'The connection stood, but then no answer came in time: the server fell silent, or something in between swallowed what was said.',
    es: 'La conexión estaba establecida, pero después no llegó respuesta a tiempo: el servidor calló, o algo en el camino se tragó lo que se dijo.',
  },
  remedy: {
    en: 'Try again; if it always stops at the same step, ask the provider about that step, and have the firewall, VPN or tunnel in between checked for packets that it loses.',
    es: 'Inténtelo de nuevo; si siempre se detiene en el mismo paso, pregunte al proveedor por ese paso y haga revisar si el cortafuegos, la VPN o el túnel intermedio pierde paquetes.',
  },
  retryable: true,
}

const inDoubt: BrokenOff = {
  explanation: {
    en: 'The message was handed over, but the connection ended or fell silent before the server answered: whether it was taken is not known.',
    es: 'El mensaje se entregó, pero la conexión terminó o calló antes de que el servidor respondiera: no se sabe si lo aceptó.',
  },
  remedy: {
    en: 'Look whether it arrived before it is sent again; if it always ends here, ask the provider, and look for a firewall or a size limit in between.',
    es: 'Mire si ha llegado antes de volver a enviarlo; si siempre acaba aquí, pregunte al proveedor y busque un cortafuegos o un límite de tamaño intermedio.',
  },
  retryable: true,
}
