import type { ReadBytes, Terminal } from '../../../src/adapters/command-line/terminal.js'

/** A terminal with somebody at neither end: what is printed is kept, and the input is given. */
export class TerminalInMemory implements Terminal {
  stdout = ''
  stderr = ''
  isTypedAt = false
  isWatched = false
  isColoured = false
  language: 'en' | 'es' = 'en'
  readonly #input: Uint8Array

  constructor(input: string | Uint8Array = '', facts: Partial<Pick<Terminal, 'isColoured' | 'language'>> = {}) {
    this.#input = typeof input === 'string' ? new TextEncoder().encode(input) : input
    Object.assign(this, facts)
  }

  out(text: string): void {
    this.stdout += text
  }

  err(text: string): void {
    this.stderr += text
  }

  async readLine(): Promise<string> {
    return new TextDecoder().decode(this.#input).split('\n')[0] ?? ''
  }

  async readInput(maxBytes: number): Promise<ReadBytes> {
    const bytes = this.#input.subarray(Math.max(0, this.#input.length - maxBytes))
    return { bytes, leftOut: this.#input.length - bytes.length }
  }
}
