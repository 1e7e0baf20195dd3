export interface RecordedLine {
  readonly side: 'client' | 'server'
  /** Without its line end (CRLF, or a bare LF kept as `\n`), each byte one character. */
  readonly text: string
  /** The connection ended before its line end. */
  readonly unfinished: boolean
}

/** What crossed the wire, line by line: the server's own record, made by no code of the product. */
export class LineRecord {
  readonly #finished: RecordedLine[] = []
  readonly #pieces: Record<'client' | 'server', string> = { client: '', server: '' }
  readonly #bytes: Record<'client' | 'server', Buffer[]> = { client: [], server: [] }

  add(side: 'client' | 'server', bytes: Buffer): void {
    this.#bytes[side].push(Buffer.from(bytes))
    const text = this.#pieces[side] + bytes.toString('latin1')
    const lines = text.split('\n')
    this.#pieces[side] = lines.pop() ?? ''
    for (const line of lines) this.#finished.push({ side, text: withoutCr(line), unfinished: false })
  }

  get lines(): readonly RecordedLine[] {
    const rest = (['client', 'server'] as const).flatMap((side) =>
      this.#pieces[side] === '' ? [] : [{ side, text: this.#pieces[side], unfinished: true }],
    )
    return [...this.#finished, ...rest]
  }

  bytesOf(side: 'client' | 'server'): Buffer {
    return Buffer.concat(this.#bytes[side])
  }
}

function withoutCr(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : `${line}\n`
}
