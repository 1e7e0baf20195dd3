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
 * data is the line, the id its place in the record; the id of the place where the stream begins comes first, so that
 * whoever was connected can go on there. `gap` says that lines before the next one may be missing here; `dropped`, that
 * the reader was too slow and must connect again; `closed`, that the service ends. A comment keeps quiet connections alive.
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
        /** A printed line holds neither CR nor LF: it is one line of data. */
        const lineEvent = (line: RecordedLine): string =>
          `id: ${tail.placeOf(line)}\ndata: ${printLine(line, locale)}\n\n`
        const heartbeat = setInterval(() => offer(':\n\n'), heartbeatMs).unref()
        const { backlog, isGap, place, stop } = tail.follow(start, {
          hear: (line) => offer(lineEvent(line)),
          ended: () => end(event('closed', words.closed[locale])),
        })
        leave = () => {
          clearInterval(heartbeat)
          stop()
        }
        send(`retry: ${retryMs}\nid: ${place}\n\n${isGap ? event('gap', words.gap[locale]) : ''}`)
        for (const line of backlog) send(lineEvent(line))
      },
      cancel: () => leave(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: maxWaitingBytes }),
  )
}

function nothing(): void {}

const utf8 = new TextEncoder()

function event(name: string, data: string): string {
  return `event: ${name}\ndata: ${data}\n\n`
}

const words = {
  gap: {
    en: 'Lines may be missing before this place: they are not kept for live reading any more, or an earlier run of the service recorded them. The log file has them.',
    es: 'Pueden faltar líneas antes de este lugar: ya no se guardan para lectura en vivo, o las grabó una ejecución anterior del servicio. Están en el archivo del registro.',
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
