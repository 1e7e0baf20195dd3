import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { phases } from '../../../src/domain/diagnosis/cause.js'
import { phaseTimes } from '../../../src/domain/transcript/phase-times.js'
import { parseLine } from '../../../src/domain/transcript/smtp-log-format.js'
import type { RecordedLine } from '../../../src/domain/transcript/statement.js'

const start = Date.UTC(2026, 10, 21, 15, 0, 0)

/** Each line with the milliseconds after the start at which it came. */
function conversation(...lines: readonly (readonly [ms: number, statement: string])[]): readonly RecordedLine[] {
  return lines.map(([ms, statement], at) => {
    const time = new Date(start + ms).toISOString().slice(0, -1)
    const parsed = parseLine(`${String(at + 1)} ${time} 5012 7 ${statement}`)
    if (parsed.outcome !== 'line') throw new Error(`No line: ${statement}`)
    return parsed.line
  })
}

const whole = conversation(
  [10, "### SMTP Name 'smtp.example.org' resolved in 10 ms: 192.0.2.25"],
  [11, '### SMTP Trying address 192.0.2.25, port 587'],
  [30, "### SMTP Connected to 'smtp.example.org' on port 587. (not secured)"],
  [70, 'S < "220 smtp.example.org ESMTP"'],
  [71, 'C > "EHLO client.example.org"'],
  [80, 'S < "250 STARTTLS"'],
  [81, 'C > "STARTTLS"'],
  [90, 'S < "220 go ahead"'],
  [121, '### SMTP STARTTLS done: the connection is secured'],
  [122, 'C > "EHLO client.example.org"'],
  [132, 'S < "250 AUTH PLAIN"'],
  [133, 'C > "AUTH PLAIN ********************************"'],
  [233, 'S < "235 welcome"'],
  [234, 'C > "MAIL FROM:<a@example.org>"'],
  [244, 'S < "250 ok"'],
  [245, 'C > "RCPT TO:<b@example.org>"'],
  [295, 'S < "250 ok"'],
  [296, 'C > "DATA"'],
  [300, 'S < "354 go ahead"'],
)

describe('phaseTimes', () => {
  it('tells how long each phase took', () => {
    const times = Object.fromEntries(phaseTimes(whole, start, start + 1300).map(({ phase, ms }) => [phase, ms]))
    expect(times).toEqual({
      resolve: 10,
      connect: 20,
      greeting: 41,
      hello: 10 + 12,
      tls: 40,
      auth: 101,
      sender: 11,
      recipient: 51,
      data: 1004,
    })
  })

  it('charges the wait after the final dot to acceptance, and what comes later to nobody', () => {
    const handedOver =
      '### SMTP Message handed over. From: a@example.org; To: b@example.org; Subject: x; Date: y; Message-ID: <z>; 1843 bytes'
    const lines = [
      ...whole,
      ...conversation([350, handedOver], [900, 'S < "250-queued"'], [950, 'S < "250 ok"'], [2000, 'C > "QUIT"']),
    ]
    const times = new Map(phaseTimes(lines, start, start + 5000).map(({ phase, ms }) => [phase, ms]))
    expect([times.get('data'), times.get('acceptance'), times.has('done')]).toEqual([54, 600, false])
  })

  it('counts nothing of what a conversation said before this attempt', () => {
    const times = phaseTimes(whole, start + 233.5, start + 300)
    expect(times).toEqual([
      { phase: 'sender', ms: 11 },
      { phase: 'recipient', ms: 51 },
      { phase: 'data', ms: 4 },
    ])
  })

  it('never counts more time than passed, and none backwards, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 19 }), fc.nat(400), fc.boolean(), (moments, from, inOrder) => {
        const at = inOrder ? moments.toSorted((a, b) => a - b) : moments
        const lines = at.map((ms, index) => ({ ...(whole[index] as RecordedLine), at: start + ms }))
        const times = phaseTimes(lines, start + from, start + 1000)
        for (const { phase, ms } of times) {
          expect(phases).toContain(phase)
          expect(ms).toBeGreaterThanOrEqual(0)
        }
        if (inOrder) expect(times.reduce((sum, { ms }) => sum + ms, 0)).toBeLessThanOrEqual(1000 - from)
      }),
    )
  })
})
