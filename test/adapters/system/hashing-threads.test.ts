import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { verifySync } from '@node-rs/argon2'
import * as fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type HashingAnswer, HashingThreads } from '../../../src/adapters/system/hashing-threads.js'

const cost = { memoryCost: 8, timeCost: 1, parallelism: 1 }
const argon2 = new URL('../../../src/adapters/system/hashing-thread.mjs', import.meta.url)
const telling = new URL('./telling-thread.mjs', import.meta.url)

function open(threads: number, module?: URL): HashingThreads {
  const opened = new HashingThreads({ threads, cost, ...(module === undefined ? {} : { module }) })
  onTestFinished(() => opened.close())
  return opened
}

const job = { password: 'correct horse battery staple' }

/** The numbers of the threads that so many jobs came to, given at once. */
async function placesOf(threads: HashingThreads, jobs: number): Promise<readonly unknown[]> {
  return Promise.all(Array.from({ length: jobs }, () => threads.run(job)))
}

describe('HashingThreads', () => {
  it('gives each job to the thread that has the fewest, and starts no more threads than there is work for', async () => {
    const threads = open(3, telling)
    const [alone] = await placesOf(threads, 1)
    expect(await placesOf(threads, 1)).toEqual([alone])
    const many = await placesOf(threads, 9)
    const counts = [...new Set(many)].map((place) => many.filter((other) => other === place).length)
    expect(counts).toEqual([3, 3, 3])
    expect(many).toContain(alone)
  })

  it.each(['throw', 'exit'])(
    'rejects the jobs of a thread that ends by %s, and those of no other',
    async (password) => {
      const threads = open(2, telling)
      const before = await placesOf(threads, 2)
      const dying = [threads.run({ password }), threads.run(job), threads.run(job), threads.run(job)]
      const endings = await Promise.allSettled(dying)
      expect(endings.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled'])
      expect(endings[2]).toMatchObject({ reason: { message: 'A thread that hashes ended.' } })
      const after = new Set(await placesOf(threads, 4))
      expect(after.size).toBe(2)
      expect(before.filter((place) => after.has(place))).toHaveLength(1)
    },
  )

  it('passes on why there is no hash, and goes on with the same thread', async () => {
    const threads = open(1, telling)
    const [place] = await placesOf(threads, 1)
    await expect(threads.run({ password: 'fail' })).rejects.toThrow('no such hash')
    expect(await placesOf(threads, 1)).toEqual([place])
  })

  it('rejects what is under way when it is closed, and what is asked afterwards', async () => {
    const threads = open(1, telling)
    const asked = threads.run(job).catch(() => 'rejected')
    await threads.close()
    expect(await asked).toBe('rejected')
    await expect(threads.run(job)).rejects.toThrow('closed')
  })

  it('keeps a program alive until its hashes are there, and no longer', async () => {
    const built = new URL('../../../dist/adapters/system/argon2-password-hasher.js', import.meta.url).href
    const script = `const { Argon2PasswordHasher } = await import('${built}')
      const hasher = new Argon2PasswordHasher()
      await hasher.hash('${job.password}')
      void hasher.hash('${job.password}').then(({ outcome }) => console.log(outcome))`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      timeout: 15_000,
    })
    expect(stdout).toBe('hashed\n')
  })
})

describe('a thread that hashes', () => {
  /** What it answers to jobs that all wait for it when it begins, as it answers. */
  async function answersTo(passwords: readonly string[]): Promise<readonly (readonly HashingAnswer[])[]> {
    const worker = new Worker(argon2, { workerData: cost })
    const messages: HashingAnswer[][] = []
    try {
      for (const password of passwords) worker.postMessage({ password })
      while (messages.flat().length < passwords.length) messages.push((await once(worker, 'message'))[0])
      return messages
    } finally {
      await worker.terminate()
    }
  }

  it('answers every job, in the order of their coming, and lets an answer wait only while as much is left to do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), async (count) => {
        const passwords = Array.from({ length: count }, (_, place) => `password ${String(place)}`)
        const messages = await answersTo(passwords)
        for (const [place, answer] of messages.flat().entries())
          expect('value' in answer && verifySync(String(answer.value), passwords[place] ?? '')).toBe(true)
        let left = count
        for (const { length } of messages) {
          left -= length
          expect(length).toBeGreaterThanOrEqual(left)
          expect(length - 1).toBeLessThan(left + 1)
        }
      }),
      { numRuns: 10 },
    )
  })

  it('compares, and tells of a hash that is none', async () => {
    const threads = open(1)
    const known = await threads.run(job)
    expect(await threads.run({ ...job, known: String(known) })).toBe(true)
    expect(await threads.run({ password: 'another one', known: String(known) })).toBe(false)
    await expect(threads.run({ ...job, known: '$argon2id$broken' })).rejects.toThrow(/./)
    expect(await threads.run({ ...job, known: String(known) })).toBe(true)
  })
})
