import { expect, it } from 'vitest'
import type { Background } from '../../src/application/ports/background.js'

export interface BackgroundWorld {
  readonly background: Background
  /** What was reported so far. */
  readonly failures: () => readonly { readonly name: string; readonly error: unknown }[]
}

/** What every background keeps. Call it inside a `describe`. */
export function backgroundContract(open: () => BackgroundWorld): void {
  it('starts a task at once and does not wait for it', () => {
    const { background } = open()
    const steps: string[] = []
    background.run('task', async () => {
      steps.push('started')
      await Promise.resolve()
      steps.push('ended')
    })
    expect(steps).toEqual(['started'])
  })

  it('is settled at once when nothing runs', async () => {
    const { background } = open()
    await expect(background.settled()).resolves.toBeUndefined()
  })

  it('is settled when all tasks have ended, those started meanwhile included', async () => {
    const { background } = open()
    const ended: number[] = []
    const start = (left: number): void =>
      background.run(`task ${left}`, async () => {
        await new Promise((resolve) => void setImmediate(resolve))
        if (left > 0) start(left - 1)
        await new Promise((resolve) => void setImmediate(resolve))
        ended.push(left)
      })
    start(4)
    start(2)
    await background.settled()
    expect(ended.toSorted((a, b) => a - b)).toEqual([0, 0, 1, 1, 2, 2, 3, 4])
  })

  it('reports a rejection once, under its name, and goes on', async () => {
    const { background, failures } = open()
    const fault = new Error('on purpose')
    background.run('bad', async () => {
      await Promise.resolve()
      throw fault
    })
    background.run('worse', () => {
      throw fault
    })
    background.run('good', async () => 'fine')
    await background.settled()
    await background.settled()
    expect(failures().toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'bad', error: fault },
      { name: 'worse', error: fault },
    ])
  })
}
