import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { namedWaitIn, namedWaitMs } from '../../../src/domain/delivery/named-wait.js'
import { hour, minute, second } from '../../../src/domain/instant.js'

describe('the wait that a reply names', () => {
  it.each([
    ['451 4.7.1 Greylisted, try again in 5 minutes', 5 * minute],
    ['450 4.2.0 <ana@example.com>: Recipient address rejected: Greylisted for 300 seconds', 5 * minute],
    ['451 4.7.1 Greylisting in action, please come back in 00:04:59', 4 * minute + 59 * second],
    ['451 4.7.1 Please try again after 1 hour.', hour],
    ['450 4.7.1 Try again in 60s', minute],
    ['421 4.7.0 Too many connections, retry after 300 seconds', 5 * minute],
    ['421 4.3.2 try later: wait 2 min.', 2 * minute],
    ['452 4.5.3 Quota resets within the next 3 hours', 3 * hour],
    ['450 Greylisted (see http://example.com/greylisting), retry in 15 mins!', 15 * minute],
    ['451 4.7.1 Inténtelo de nuevo en 10 minutos', 10 * minute],
    ['451 Bitte versuchen Sie es in 2 Stunden erneut', 2 * hour],
    ['451 4.7.500 Server busy. Please try again later from [192.0.2.1]. (S77719) in 1 hour', hour],
    ['451-4.7.1 Greylisted\r\n451 4.7.1 come back in 7 minutes', 7 * minute],
    ['451 GREYLISTED: RETRY IN 5 MINUTES', 5 * minute],
  ])('%j', (reply, ms) => {
    expect(namedWaitMs(reply)).toBe(ms)
  })

  it.each([
    '',
    '451 4.7.1 Try again later',
    '550 5.1.1 No such user in 2026',
    '421 4.7.0 Too many connections from 192.0.2.1',
    '452 4.2.2 Mailbox full: 1024 of 1000 MB used',
    '5 minutes of fame',
    'try again in five minutes',
    'in 1234567890123 seconds',
    'try again in 5 lightyears',
    'in -5 minutes',
  ])('is none in %j', (reply) => {
    expect(namedWaitMs(reply)).toBeUndefined()
  })

  it('is read wherever it stands, whatever stands around it', () => {
    const noise = fc.stringMatching(/^[a-z .,:;<>@()]{0,60}$/)
    const units = fc.constantFrom(['s', second], ['seconds', second], ['minutes', minute], ['h', hour], ['hours', hour])
    const words = fc.constantFrom('try again in', 'retry after', 'wait', 'Greylisted for', 'come back within')
    fc.assert(
      fc.property(noise, words, fc.nat({ max: 9_999 }), units, noise, (before, word, count, [unit, ms], after) => {
        expect(namedWaitMs(`451 4.7.1 ${before} ${word} ${count} ${unit}. ${after}`)).toBe(count * ms)
      }),
    )
  })

  it('is read from what the server said, not from the times and numbers before it', () => {
    const lines = [
      '3 2026-11-21T15:03:11.586 5012 7 S < "451-4.7.1 Greylisted, come back in a while"',
      '4 2026-11-21T15:03:11.586 5012 7 S < "451 4.7.1 namely in 5 minutes"',
    ]
    expect(namedWaitIn(lines)).toBe(5 * minute)
    expect(namedWaitIn(lines.slice(0, 1))).toBeUndefined()
    expect(namedWaitIn(['S < "450 4.7.1 Try again in 90 seconds"'])).toBe(90 * second)
    expect(namedWaitIn(['9 2026-11-21T15:03:11.586 5012 7 ### SMTP No reply in 60 seconds'])).toBeUndefined()
    expect(namedWaitIn(['9 2026-11-21T15:03:11.586 5012 7 C > "MAIL FROM:<in.5.minutes@example.com>"'])).toBeUndefined()
  })

  it('is a number of milliseconds or nothing, whatever the server says', () =>
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ maxLength: 5_000 })), (reply) => {
        const ms = namedWaitMs(`in ${reply}`)
        if (ms !== undefined) expect(Number.isSafeInteger(ms) && ms >= 0).toBe(true)
      }),
    ))

  it('is not looked for beyond what any reply holds, so that no reply takes long to read', () => {
    expect(namedWaitMs(`${'in '.repeat(600)}5 minutes`)).toBe(5 * minute)
    expect(namedWaitMs(`${'in '.repeat(600_000)}5 minutes`)).toBeUndefined()
    for (const heavy of ['in 1', 'in ', '9', 'in 00:', 'a,;()']) namedWaitMs(heavy.repeat(2_000_000))
  })
})
