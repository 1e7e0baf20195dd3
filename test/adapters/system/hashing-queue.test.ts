import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HashingQueue } from '../../../src/adapters/system/hashing-queue.js'

/** A task that ends when it is told to. */
function aTask(onStart: () => void): { readonly run: () => Promise<string>; end(): void; fail(): void } {
  const gate = new AbortController()
  const ended = new Promise<string>((resolve, reject) => {
    gate.signal.addEventListener('abort', () =>
      gate.signal.reason === 'fail' ? reject(new Error('on purpose')) : resolve('value'),
    )
  })
  return {
    run: () => {
      onStart()
      return ended
    },
    end: () => gate.abort('end'),
    fail: () => gate.abort('fail'),
  }
}

const never = (): Promise<string> => Promise.reject(new Error('no such task'))

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

describe('HashingQueue', () => {
  it('starts so many at once, and those ahead; the others in the order of their asking, and takes no more than may wait', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.nat(6),
        fc.nat(8),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }),
        async (concurrent, maxWaiting, ahead, failures) => {
          const queue = new HashingQueue({ concurrent, maxWaiting, ahead })
          const started: number[] = []
          const tasks = failures.map((_, name) => aTask(() => started.push(name)))
          const answers = tasks.map((task) => queue.run(task.run).catch(() => 'failed'))
          const taken = Math.min(tasks.length, concurrent + maxWaiting)
          for (let ended = 0; ended < taken; ended++) {
            await turn()
            const atOnce = concurrent + Math.min(ahead, maxWaiting)
            expect(started).toEqual(Array.from({ length: Math.min(taken, ended + atOnce) }, (_, name) => name))
            if (failures[ended] === true) tasks[ended]?.fail()
            else tasks[ended]?.end()
          }
          for (const [name, answer] of (await Promise.all(answers)).entries()) {
            const value = failures[name] === true ? 'failed' : { outcome: 'done', value: 'value' }
            expect(answer).toEqual(name < taken ? value : { outcome: 'busy', retryAfterSeconds: 1 })
          }
          expect(await queue.run(async () => 'free again')).toEqual({ outcome: 'done', value: 'free again' })
        },
      ),
    )
  })

  it('gives the place of an ended task to one that waited, not to a newcomer', async () => {
    const queue = new HashingQueue({ concurrent: 1, maxWaiting: 2 })
    const started: string[] = []
    const [first, waiting, newcomer] = ['first', 'waiting', 'newcomer'].map((name) => aTask(() => started.push(name)))
    const answers = [first, waiting].map((task) => queue.run(task?.run ?? never))
    first?.end()
    await answers[0]
    answers.push(queue.run(newcomer?.run ?? never))
    await turn()
    expect(started).toEqual(['first', 'waiting'])
    waiting?.end()
    newcomer?.end()
    await Promise.all(answers)
    expect(started).toEqual(['first', 'waiting', 'newcomer'])
  })

  it.each([0, 15, 200])('estimates the wait by how many wait, %i of them where they will run', async (ahead) => {
    const queue = new HashingQueue({ concurrent: 1, maxWaiting: 200, ahead })
    const tasks = Array.from({ length: 201 }, () => aTask(() => {}))
    const answers = tasks.map((task) => queue.run(task.run))
    // 201 at 30 ms each, before any was measured.
    expect(await queue.run(async () => {})).toEqual({ outcome: 'busy', retryAfterSeconds: 7 })
    for (const task of tasks) task.end()
    await Promise.all(answers)
  })

  it('learns how long a task takes, without its wait where it runs', async () => {
    let now = 0
    const queue = new HashingQueue({ concurrent: 1, maxWaiting: 20, ahead: 3 }, () => now)
    for (let round = 0; round < 20; round++) {
      const tasks = Array.from({ length: 4 }, () => aTask(() => {}))
      const answers = tasks.map((task) => queue.run(task.run))
      for (const [place, task] of tasks.entries()) {
        now += 100
        task.end()
        await answers[place]
      }
    }
    const tasks = Array.from({ length: 21 }, () => aTask(() => {}))
    const answers = tasks.map((task) => queue.run(task.run))
    // 21 at 100 ms each.
    expect(await queue.run(async () => {})).toEqual({ outcome: 'busy', retryAfterSeconds: 3 })
    for (const task of tasks) task.end()
    await Promise.all(answers)
  })
})
