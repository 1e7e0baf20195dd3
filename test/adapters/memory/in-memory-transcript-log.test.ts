import { describe, expect, it } from 'vitest'
import { InMemoryTranscriptLog } from '../../../src/adapters/memory/in-memory-transcript-log.js'
import {
  transcriptLogContract,
  worldProcess,
  worldTime,
  worldVersion,
} from '../../contracts/transcript-log.contract.js'

const options = { now: () => worldTime, processId: worldProcess, version: worldVersion }

describe('InMemoryTranscriptLog', () => {
  transcriptLogContract(async () => {
    const log = new InMemoryTranscriptLog(options)
    return { log, kept: async () => log.lines, close: async () => {} }
  })

  it('keeps the latest lines only', () => {
    const log = new InMemoryTranscriptLog({ ...options, maxLines: 3 })
    for (let count = 0; count < 20; count++) log.append(1, { kind: 'sent', text: String(count) }, worldTime)
    expect(log.lines.map(({ counter }) => counter)).toEqual([19, 20, 21])
  })

  it('may begin switched off', () => {
    const log = new InMemoryTranscriptLog({ ...options, recording: false })
    expect(log.append(1, { kind: 'sent', text: 'QUIT' }, worldTime)).toBeUndefined()
    expect(log.lines).toHaveLength(1)
  })
})
