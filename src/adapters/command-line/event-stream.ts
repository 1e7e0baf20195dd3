/** One server-sent event. */
export interface ServerSentEvent {
  /** `message` where the server names none. */
  readonly name: string
  /** The id it was sent with. */
  readonly id?: string
  readonly data: string
}

/**
 * Reads server-sent events as they come (https://html.spec.whatwg.org/multipage/server-sent-events.html, 9.2.6), with
 * LF or CRLF line ends. Comments and what carries no data are passed over; an event that was cut off is none.
 */
export async function* readEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  const decoder = new TextDecoder()
  let rest = ''
  let fields = new Map<string, string>()
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/)
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line !== '') {
        addField(fields, line)
        continue
      }
      const [name, id, data] = [fields.get('event') ?? 'message', fields.get('id'), fields.get('data')]
      if (data !== undefined) yield { name, data, ...(id === undefined ? {} : { id }) }
      fields = new Map()
    }
  }
}

function addField(fields: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? []
  const before = fields.get(name)
  fields.set(name, name === 'data' && before !== undefined ? `${before}\n${value}` : value)
}
