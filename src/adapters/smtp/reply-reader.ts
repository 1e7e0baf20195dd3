/** A server's reply. Its code is 0 when what came is not a reply in the sense of RFC 5321 4.2. */
export interface Reply {
  readonly code: number
  /** The text of each line after the code and its separator, cut at 1,000 characters, the first 200 lines. */
  readonly lines: readonly string[]
}

const maxLineLength = 1_000
const maxLines = 200
const replyLine = /^([2-5]\d\d)(?:([ -])(.*))?$/s

/**
 * Puts replies together from bytes cut anywhere. Memory stays bounded whatever the server sends. Empty lines between
 * replies are nothing (as Nodemailer has it); inside a reply they make it malformed, as do changing codes.
 */
export class ReplyReader {
  #line = ''
  #code = 0
  #lines: string[] = []

  push(bytes: Uint8Array): readonly Reply[] {
    const replies: Reply[] = []
    let start = 0
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, start)) {
      this.#extend(bytes, start, end)
      const reply = this.#endLine()
      if (reply !== undefined) replies.push(reply)
      start = end + 1
    }
    this.#extend(bytes, start, bytes.length)
    return replies
  }

  /** Forgets what is unfinished: what came in clear must not speak for the server after STARTTLS (RFC 3207 6). */
  forget(): void {
    this.#line = ''
    this.#code = 0
    this.#lines = []
  }

  #extend(bytes: Uint8Array, start: number, end: number): void {
    const room = maxLineLength + 1 - this.#line.length
    if (room > 0 && end > start) {
      this.#line += Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.min(end - start, room)).toString('latin1')
    }
  }

  #endLine(): Reply | undefined {
    const line = this.#line.replace(/\r$/, '')
    this.#line = ''
    if (this.#lines.length === 0 && line.trim() === '') return undefined
    const [, digits, separator, text = ''] = replyLine.exec(line) ?? []
    const code = Number(digits ?? 0)
    if (code === 0 || (this.#lines.length > 0 && code !== this.#code)) return this.#finish(0, line)
    if (separator === '-') {
      this.#code = code
      if (this.#lines.length < maxLines) this.#lines.push(text)
      return undefined
    }
    return this.#finish(code, text)
  }

  #finish(code: number, text: string): Reply {
    const reply = { code, lines: [...this.#lines, text.slice(0, maxLineLength)] }
    this.#lines = []
    return reply
  }
}
