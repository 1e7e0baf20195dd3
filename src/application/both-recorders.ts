import type { Recorder } from './attempt-recording.js'

/** Two recorders that hear the same; what the second makes of it is not the first one's concern. */
export class BothRecorders implements Recorder {
  readonly #first: Recorder
  readonly #second: Recorder

  constructor(first: Recorder, second: Recorder) {
    this.#first = first
    this.#second = second
  }

  sent(bytes: Uint8Array): void {
    this.#first.sent(bytes)
    this.#second.sent(bytes)
  }

  received(bytes: Uint8Array): void {
    this.#first.received(bytes)
    this.#second.received(bytes)
  }

  event(event: Parameters<Recorder['event']>[0]): void {
    this.#first.event(event)
    this.#second.event(event)
  }

  addSecret(value: string): void {
    this.#first.addSecret(value)
    this.#second.addSecret(value)
  }

  ended(): void {
    this.#first.ended()
    this.#second.ended()
  }
}
