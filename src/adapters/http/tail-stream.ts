import type { LineTail, TailStart } from '../../application/line-tail.js'
import type { Sentence } from '../../domain/diagnosis/diagnosis.js'
import { printLine } from '../../domain/transcript/smtp-log-format.js'
import type { LogLocale, RecordedLine } from '../../domain/transcript/statement.js'

/** What may wait for a reader before it counts as too slow. */
const maxWaitingBytes = 2 << 20
/** A connection without a word is taken for dead by whatever stands in between. */
const heartbeatMs = 15_000
/** After how long a client shall connect again. */
const retryMs = 2_000

/**
 * The lines of the SMTP log as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): the
 * data is the line, the id its counter. `gap` says that lines before the next one are missing here; `dropped`, that the
 * reader was too slow and must connect again; `closed`, that the service ends. A comment keeps quiet connections alive.
 */
export function tailStream(tail: LineTail, start: TailStart, locale: LogLocale): ReadableStream<Uint8Array> {
  let leave: () => void = nothing
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        const send = (text: string): void => controller.enqueue(utf8.encode(text))
        const end = (text: string): void => {
          leave()
          send(text)
          controller.close()
        }
        const offer = (text: string): void => {
          if ((controller.desiredSize ?? 0) > 0) send(text)
          else end(event('dropped', words.dropped[locale]))
        }
        const heartbeat = setInterval(() => offer(':\n\n'), heartbeatMs).unref()
        const { backlog, isGap, stop } = tail.follow(start, {
          hear: (line) => offer(lineEvent(line, locale)),
          ended: () => end(event('closed', words.closed[locale])),
        })
        leave = () => {
          clearInterval(heartbeat)
          stop()
        }
        send(`retry: ${retryMs}\n\n${isGap ? event('gap', words.gap[locale]) : ''}`)
        for (const line of backlog) send(lineEvent(line, locale))
      },
      cancel: () => leave(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: maxWaitingBytes }),
  )
}

function nothing(): void {}

const utf8 = new TextEncoder()

/** A printed line holds neither CR nor LF: it is one line of data. */
function lineEvent(line: RecordedLine, locale: LogLocale): string {
  return `id: ${line.counter}\ndata: ${printLine(line, locale)}\n\n`
}

function event(name: string, data: string): string {
  return `event: ${name}\ndata: ${data}\n\n`
}

const words = {
  gap: {
    en: 'Lines before this place are not kept for live reading any more; the log file has them.',
    es: 'Las líneas anteriores ya no se guardan para lectura en vivo; están en el archivo del registro.',
  },
  dropped: {
    en: 'The lines came faster than they were read. Connect again with Last-Event-ID to go on.',
    es: 'Las líneas llegaron más rápido de lo que se leían. Conecte de nuevo con Last-Event-ID para seguir.',
  },
  closed: {
    en: 'The service is stopping.',
    es: 'El servicio se está deteniendo.',
  },
} as const satisfies Record<string, Sentence>
