import { afterEach, expect, it } from 'vitest'
import { InMemoryTranscriptLog } from '../../src/adapters/memory/in-memory-transcript-log.js'
import { second } from '../../src/domain/instant.js'
import { Product } from '../support/product-in-memory.js'

/** A log whose disk answers when it is told to. */
class SlowLog extends InMemoryTranscriptLog {
  readonly #asked: (() => void)[] = []
  #answers: (() => void)[] = []

  override flushed(): Promise<void> {
    for (const tell of this.#asked.splice(0)) tell()
    return new Promise((resolve) => {
      this.#answers.push(resolve)
    })
  }

  /** Resolves when somebody waits for the disk. */
  asked(): Promise<void> {
    return new Promise((resolve) => {
      this.#asked.push(resolve)
    })
  }

  answer(): void {
    for (const resolve of this.#answers.splice(0)) resolve()
  }
}

let product: Product
let log: SlowLog
afterEach(async () => {
  log.answer()
  await product.close()
})

async function sent(): Promise<string> {
  log = new SlowLog({ now: () => 0, processId: 1, version: '1.2.3' })
  product = new Product(['one.test:587'], { log })
  await product.worker.start()
  const asked = log.asked()
  const { id } = await product.registered('ana@example.org')
  product.ports.bell.ring()
  await asked
  return id
}

it('shows no outcome before its lines are safe', async () => {
  const id = await sent()
  expect(product.sender.messages).toHaveLength(1)
  expect((await product.delivery(id)).state).toBe('sending')
  log.answer()
  await product.background.settled()
  expect((await product.delivery(id)).state).toBe('accepted')
})

it('waits a second for a disk that does not answer, and no longer', async () => {
  const id = await sent()
  product.clock.advance(second - 1)
  expect((await product.delivery(id)).state).toBe('sending')
  product.clock.advance(1)
  await product.background.settled()
  expect((await product.delivery(id)).state).toBe('accepted')
})
