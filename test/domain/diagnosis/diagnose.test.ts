import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../src/domain/diagnosis/catalogue.js'
import { causes, phases, sides } from '../../../src/domain/diagnosis/cause.js'
import { diagnose } from '../../../src/domain/diagnosis/diagnose.js'
import { maskPasted } from '../../../src/domain/diagnosis/mask-pasted.js'
import { Phrasebook } from '../../../src/domain/diagnosis/phrasebook.js'
import { rules } from '../../../src/domain/diagnosis/rules/rule-book.js'

const pieces = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    'S: 220 mx.firm.test ESMTP',
    'C: EHLO a',
    '250-mx',
    '250 AUTH PLAIN',
    'C: AUTH LOGIN',
    '334 VXNlcm5hbWU6',
    'MAIL FROM:<a@b.test>',
    'RCPT TO:<c@d.test>',
    'DATA',
    '354 go',
    '.',
    '550 5.1.1 user unknown',
    '421 4.7.0 try again later',
    '535-5.7.8 no',
    '1 2026-11-21T15:03:11.586 5012 7 ### SMTP Connection closed',
    '1 2026-11-21T15:03:11.586 5012 7 S < "550 no"',
    '<<< 554 5.0.0',
    '>>> DATA',
    'host mx said: 550',
    '    5.1.1 unknown (in reply to RCPT TO command)',
    '{"log":"550 x\\n","stream":"stderr"}',
    '2024-06-01T10:00:00.001Z,Outbound,08DC1234567890AB,12,10.0.0.5:25,192.0.2.25:25,<,550 no,',
    'SERVER -> CLIENT: 250 a<br>CLIENT -> SERVER: QUIT',
  ),
)
const texts = fc
  .array(fc.tuple(pieces, fc.constantFrom('\n', '\r\n', ' ', '\n\n', '')))
  .map((parts) => parts.map(([piece, end]) => piece + end).join(''))
const contexts = fc.record(
  {
    host: fc.oneof(fc.string(), fc.constantFrom('smtp.gmail.com', 'mx.firm.test')),
    port: fc.constantFrom(25, 465, 587),
    tls: fc.constantFrom('implicit', 'starttls', 'none'),
    from: fc.string(),
    to: fc.string(),
  },
  { requiredKeys: [] },
)
const errors = fc.option(
  fc.record(
    {
      message: fc.string(),
      code: fc.constantFrom('ECONNREFUSED', 'ETIMEDOUT', 'EAUTH'),
      command: fc.constantFrom('CONN', 'AUTH PLAIN', 'DATA'),
      replyCode: fc.integer({ min: 400, max: 599 }),
    },
    { requiredKeys: ['message'] },
  ),
  { nil: undefined },
)

describe('diagnose', () => {
  it('answers any text, error and context with words of the closed lists', () =>
    fc.assert(
      fc.property(texts, errors, contexts, (text, error, context) => {
        const got = diagnose(text, error, context)
        expect(causes).toContain(got.cause)
        expect(phases).toContain(got.phase)
        expect(sides).toContain(got.side)
        for (const words of [got.explanation, got.remedy]) expect(words.en !== '' && words.es !== '').toBe(true)
      }),
      { numRuns: 500 },
    ))

  it('says the same of the same text', () =>
    fc.assert(
      fc.property(texts, contexts, (text, context) => {
        expect(diagnose(text, undefined, context)).toEqual(diagnose(text, undefined, context))
      }),
    ))

  it('shows as evidence only lines of the text, with the secrets masked', () =>
    fc.assert(
      fc.property(texts, errors, contexts, (text, error, context) => {
        const lines = maskPasted(text).split(/\r\n|\n|\r/)
        for (const line of diagnose(text, error, context).evidence) expect(lines).toContain(line)
      }),
      { numRuns: 500 },
    ))

  it('names the rule that decided, and none when nothing is known', () =>
    fc.assert(
      fc.property(texts, (text) => {
        const { rule, cause } = diagnose(text)
        expect(cause === 'unknown' ? 'any/rule' : rule).toMatch(/^[a-z]+\/[A-Za-z0-9.-]+$/)
      }),
    ))

  // The time allowed is for a slow machine: what is checked is that an answer comes at all.
  const hostile: readonly (readonly [seed: string, beginning?: string])[] = [
    ['550 '],
    ['5.7.1 '],
    ['password="'],
    ['AUTH PLAIN\n334 \n'],
    ['\n'],
    ['a://b:'],
    ['\u0301'],
    ['said: 550 user unknown\n'],
    ['while talking to a\n\nx y\n\n250 ok\n'],
    ['AUTH LOGIN\n504 5.7.4 unrecognized authentication type\n'],
    ['1 2026-11-21T15:03:11.586 5012 7 S < "250-a"\n'],
    ['relay a '],
    ['550 no\n', 'certificate verification failed for smtp.firm.test: num=20:unable to get local issuer certificate\n'],
    ['250-', 'EHLO a\n250-x y'],
  ]
  for (const [seed, beginning = ''] of hostile)
    it(`answers a mebibyte of ${JSON.stringify(beginning + seed)}`, { timeout: 120_000 }, () => {
      expect(causes).toContain(diagnose(beginning + seed.repeat(Math.ceil(2 ** 20 / seed.length))).cause)
    })

  it('spells the enhanced status code out', () => {
    const got = diagnose('550 5.1.1 <gone@firm.test>: User unknown')
    expect(got.explanation.en).toContain('5.1.1: bad destination mailbox address')
    expect(got.explanation.es).toContain('5.1.1: dirección de buzón de destino incorrecta')
  })

  it('says what to do at the provider in question', () => {
    const text =
      '534-5.7.9 Application-specific password required. https://support.google.com/mail/?p=InvalidSecondFactor'
    expect(diagnose(text).remedy.en).toContain('myaccount.google.com/apppasswords')
    expect(diagnose('535 5.7.8 authentication failed', undefined, { host: 'smtp.sendgrid.net' }).remedy.en).toContain(
      'apikey',
    )
  })

  it('tells a refusal of the account from one of the recipient by who is named', () => {
    const text =
      '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: ann@else.test'
    expect(diagnose(text, undefined, { from: 'app@firm.test', to: 'ann@else.test' }).cause).toBe('sandbox-restricted')
    expect(diagnose(text, undefined, { from: 'ann@else.test', to: 'bob@firm.test' }).cause).toBe('sender-not-verified')
  })

  it('takes the first refusal of a pipelined transaction, not the echo', () => {
    const text =
      'C: MAIL FROM:<a@b.test>\nC: RCPT TO:<c@d.test>\nC: DATA\nS: 250 ok\nS: 550 5.1.1 no such user\nS: 503 5.5.1 need RCPT'
    expect(diagnose(text)).toMatchObject({
      cause: 'recipient-unknown',
      phase: 'recipient',
      evidence: ['S: 550 5.1.1 no such user'],
    })
  })
})

describe('a messy text', () => {
  it('keeps interleaved conversations apart', () => {
    const text = [
      '[aB3dE6gH9j] S: 220 one.test ESMTP',
      '[zY8xW5vU2t] S: 220 two.test ESMTP',
      '[aB3dE6gH9j] C: MAIL FROM:<a@b.test>',
      '[zY8xW5vU2t] C: EHLO box',
      '[aB3dE6gH9j] S: 554 no',
      '[zY8xW5vU2t] S: 250 two.test',
      '[aB3dE6gH9j] C: QUIT',
      '[zY8xW5vU2t] C: MAIL FROM:<a@b.test>',
      '[zY8xW5vU2t] C: RCPT TO:<c@d.test>',
      '[zY8xW5vU2t] S: 250 ok',
      '[zY8xW5vU2t] S: 550 5.1.1 no such user',
    ].join('\n')
    expect(diagnose(text)).toMatchObject({ cause: 'recipient-unknown', phase: 'recipient' })
  })

  it('reads words that a narrow box broke', () => {
    const text = '│ php_netwo │\n│ rk_getaddresses: getaddr │\n│ info failed: Name or serv │\n│ ice not known │'
    expect(diagnose(text)).toMatchObject({ cause: 'dns-not-found', confidence: 'guess' })
  })

  it('believes the reply, not a program that says it was sent', () => {
    const text = 'S: 535 5.7.8 Error: authentication failed\nMessage has been sent successfully'
    expect(diagnose(text).cause).toBe('credentials-rejected')
  })

  it('is not alarmed by an error after the message was taken', () => {
    const text = 'C: .\nS: 250 2.0.0 queued\nC: QUIT\nS: 221 bye\nError: read ECONNRESET'
    expect(diagnose(text)).toMatchObject({ cause: 'accepted', evidence: ['S: 250 2.0.0 queued'] })
  })

  it('does not take a command out of sequence for the fault when it follows from a refusal', () => {
    const text =
      'C: MAIL FROM:<a@b.test>\nC: RCPT TO:<c@d.test>\nC: DATA\nS: 250 ok\nS: 554 no\nS: 503 bad sequence of commands'
    expect(diagnose(text)).toMatchObject({ cause: 'unknown', phase: 'recipient', evidence: ['S: 554 no'] })
  })

  it('follows a connection that carries a second message, also where the log leaves the message out', () => {
    const text = [
      'S: 354 go',
      'C: <1234 bytes encoded mime message>',
      'S: 250 2.0.0 queued',
      'C: MAIL FROM:<a@b.test>',
      'S: 250 ok',
      'C: RCPT TO:<c@d.test>',
      'S: 452 no',
    ].join('\n')
    expect(diagnose(text)).toMatchObject({ cause: 'unknown', phase: 'recipient' })
  })

  it('says honestly that it does not know', () => {
    for (const text of ['', 'It worked yesterday.', '550 5.7.1 Access denied', 'mail() returned false'])
      expect(diagnose(text)).toMatchObject({ cause: 'unknown', confidence: 'guess', rule: 'none' })
  })
})

describe('the catalogue', () => {
  for (const cause of causes) {
    it(`says of ${cause} in one sentence each what happened and what to do`, () => {
      const { explanation, remedy } = catalogue[cause]
      for (const sentence of [explanation.en, explanation.es, remedy.en, remedy.es]) {
        expect(sentence).toMatch(/^[A-ZÁÉÍÓÚ].*[.]$/)
        expect(sentence.slice(0, -1)).not.toMatch(/[.!?] [A-ZÁÉÍÓÚ]/)
      }
      expect(explanation.en).not.toBe(explanation.es)
      expect(remedy.en).not.toBe(remedy.es)
    })
  }
})

describe('the rules', () => {
  it('have names of their own', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
  })

  it('say where their knowledge comes from, and what they look for', () => {
    for (const { source, says, codes } of rules) {
      expect(source.length).toBeGreaterThan(10)
      expect((says ?? codes ?? []).length).toBeGreaterThan(0)
    }
  })
})

describe('a lone reply, or a log that starts in the middle', () => {
  const marks = ['', 'S: ', '<- ', '<<< ', '<~  ', '< ', 'Got: ', 'SERVER -> CLIENT: ', 'smtp:25<-(mx) ']
  const replies = [
    { text: '550 5.1.1 User unknown', cause: 'recipient-unknown', phase: 'recipient' },
    { text: '554 5.7.1 <bob@else.test>: Relay access denied', cause: 'relay-denied', phase: 'recipient' },
    { text: '552 5.2.2 mailbox full', cause: 'recipient-mailbox-full', phase: 'recipient' },
    { text: '535 5.7.8 authentication failed', cause: 'credentials-rejected', phase: 'auth' },
    { text: '554 your IP address 192.0.2.9 is blocked', cause: 'client-ip-blocked', phase: 'greeting' },
    { text: '421 too many connections from you', cause: 'too-many-connections', phase: 'greeting' },
  ]
  for (const { text, cause, phase } of replies) {
    it(`is read by its words, whatever mark stands before it: ${text}`, () => {
      for (const mark of marks) expect(diagnose(mark + text)).toMatchObject({ cause, phase })
    })
  }

  it('is a greeting where the text shows that the connection had just been made', () => {
    const opened = "1 2026-11-21T15:03:11.586 5012 7 ### SMTP Connected to 'mx.test' on port 25. (not secured)\n"
    expect(diagnose(`${opened}2 2026-11-21T15:03:11.590 5012 7 S < "550 not you again"`).phase).toBe('greeting')
    expect(diagnose('S: 550 not you again').phase).not.toBe('greeting')
  })

  it('is at the recipient after the end of an envelope that begins before the text', () => {
    expect(diagnose('S: 250 2.1.5 Ok\nS: 550 5.1.1 User unknown')).toMatchObject({ cause: 'recipient-unknown' })
  })
})

describe('the words of a person below a reply', () => {
  const replies = [
    'S: 550 5.1.1 no such user',
    'S: 550 5.1.1 <bob@else.test>: Recipient address rejected: User unknown in table',
  ]
  for (const words of [
    'I tried it three times and even changed the password of my account.',
    'My hosting company says that their blocklist has nothing to do with it.',
    'How can I find out whether that is a greylisted thing?',
  ]) {
    it(`are no part of it: ${words}`, () => {
      for (const reply of replies) {
        const got = diagnose(`C: RCPT TO:<a@b.test>\n${reply}\n${words}`)
        expect(got.evidence).toEqual([reply])
        expect(got.cause).toBe('recipient-unknown')
      }
    })
  }

  it('are no part of a short reply in other words either', () => {
    const text = `C: RCPT TO:<a@b.test>\n${replies[0]}\nSomebody knows what this greylisted thing means?`
    expect(diagnose(text).evidence).toEqual([replies[0]])
  })

  it('do not keep the wrapped rest of a reply out', () => {
    const wrapped =
      'S: 550 5.7.1 this message was refused because of all the things that the\nSpamhaus list says of 192.0.2.9'
    expect(diagnose(`C: RCPT TO:<a@b.test>\n${wrapped}`).evidence).toEqual(wrapped.split('\n'))
  })
})

describe('Phrasebook', () => {
  const book = new Phrasebook()
  const full = book.add('mailbox * full|')
  const either = book.add('{user/account} unknown')
  const has = (number: number, words: string) => book.find(words).has(number)

  it('finds parts in order, and words of choice', () => {
    expect(has(full, 'the mailbox of ann is full.')).toBe(true)
    expect(has(either, 'account unknown here')).toBe(true)
  })

  it('finds a phrase written in another form than the folded, and the longest of a choice', () => {
    const accented = book.add('échec * envoi')
    const choice = book.add('mail {box/boxes} closed')
    expect(has(accented, 'un echec de l envoi')).toBe(true)
    expect(book.find('a mail boxes closed').get(choice)).toEqual({ at: 2, length: 'mail boxes closed'.length })
  })

  it('finds no part of a word, no other order, nothing too far apart', () => {
    expect(has(full, 'the mailbox was fully tested')).toBe(false)
    expect(has(full, 'full mailbox')).toBe(false)
    expect(has(full, `mailbox ${'x '.repeat(90)}full`)).toBe(false)
    expect(has(either, 'superuser unknown')).toBe(false)
  })
})

describe('the regular expressions of the diagnosis', () => {
  const folder = new URL('../../../src/domain/diagnosis/', import.meta.url).pathname
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const literal =
    /(?<=[(,=:[|&!?]\s{0,40}|return\s)\/((?![*/])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/[dgimsuvy]*(?=[\s,;.)\]:])/g
  const found = sources.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(literal)].map((match) => ({ name, pattern: match[1] ?? '' })),
  )

  it('are found by this test', () => {
    expect(found.length).toBeGreaterThan(60)
  })

  for (const { name, pattern } of found) {
    it(`repeat a bounded number of times, or are nothing but a repetition (${name}: ${pattern.slice(0, 60)})`, () => {
      const bare = pattern.replace(/\[(?:[^\]\\]|\\.)*\]/g, 'c').replace(/\\./g, 'e')
      const bounds = [...bare.matchAll(/\{\d+,(\d*)\}/g)].map(([, most]) => Number(most === '' ? Infinity : most))
      expect(bare === 'e+' ? '' : bare).not.toMatch(/[*+]/)
      expect(Math.max(0, ...bounds)).toBeLessThanOrEqual(4000)
    })
  }
})
