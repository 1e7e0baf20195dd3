import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mask } from '../../../src/domain/transcript/redaction.js'
import { SecretPatterns } from '../../../src/domain/transcript/secret-patterns.js'
import { SecretScrub } from '../../../src/domain/transcript/secret-scrub.js'

const scrubFor = (...secrets: readonly string[]) => {
  const patterns = new SecretPatterns()
  for (const secret of secrets) patterns.add(secret)
  return new SecretScrub([patterns])
}
const secret = 'correct=horse/7+é'
const base64 = (text: string) => Buffer.from(text).toString('base64')
const hex = (text: string, sign: string, chosen = /[^A-Za-z0-9]/u) =>
  Array.from(text, (character) =>
    chosen.test(character)
      ? Array.from(Buffer.from(character), (byte) => `${sign}${byte.toString(16).padStart(2, '0')}`).join('')
      : character,
  ).join('')

describe('one line', () => {
  it.each([
    ['plain', `pass ${secret}!`, `pass ${mask}!`],
    ['Base64', `(${base64(secret)})`, `(${mask})`],
    ['Base64 one byte on', `(${base64(`x${secret}`)})`, `(${mask})`],
    ['Base64 two bytes on', `(${base64(`xy${secret}z`)})`, `(${mask})`],
    ['SASL-joined, the user name with it', `(${base64(`\0alice@example.com\0${secret}`)})`, `(${mask})`],
    ['URL-safe Base64', `(${base64(`?>${secret}`).replaceAll('+', '-').replaceAll('/', '_')})`, `(${mask})`],
    ['URL-encoded', `?p=${encodeURIComponent(secret)}&q`, `?p=${mask}&q`],
    ['URL-encoded in lower case', `?p=${hex(secret, '%')}&q`, `?p=${mask}&q`],
    ['URL-encoded without need', `?p=${hex(secret, '%', /./u)}&q`, `?p=${mask}&q`],
    [
      'quoted-printable',
      `p: ${hex(secret, '=').toUpperCase()}.`.replace(/CORRECT|HORSE/g, (word) => word.toLowerCase()),
      `p: ${mask}.`,
    ],
    ['URL-encoded in quoted-printable', `?p=3D${hex(encodeURIComponent(secret), '=', /=/)}`, `?p=3D${mask}`],
    ['twice', `${secret} ${secret}`, `${mask} ${mask}`],
    ['touching', `${secret}${secret}`, mask],
  ])('is masked: %s', (_, text, clean) => {
    expect(scrubFor(secret).line(text)).toBe(clean)
  })

  it('keeps what is no secret to the letter', () => {
    const text = '250-AUTH=LOGIN PLAIN =3D %41 correct=horse/7'
    expect(scrubFor(secret, 'short').line(`${text}é`)).toBe(`${text}é`)
    expect(scrubFor('short').line('a short line')).toBe('a short line')
  })

  it('finds a secret with blanks also in a form or an encoded word', () => {
    expect(scrubFor('abcd efgh').line('?p=abcd+efgh')).toBe(`?p=${mask}`)
    expect(scrubFor('abcd efgh').line('=?utf-8?q?abcd_efgh?=')).toBe(`=?utf-8?q?${mask}?=`)
  })

  it('keeps the bare LF that ended the line', () => {
    expect(scrubFor(secret).line(`${secret}\n`)).toBe(`${mask}\n`)
  })
})

describe('two lines', () => {
  it.each([
    [
      'a reply',
      ['535-5.7.8 not correct=hor', '535 5.7.8 se/7+é today'],
      [`535-5.7.8 not ${mask}`, `535 5.7.8 ${mask} today`],
    ],
    [
      'a reply without enhanced codes',
      ['535-not correct=hor', '535 se/7+é today'],
      [`535-not ${mask}`, `535 ${mask} today`],
    ],
    ['little of it on the first', ['535-corr', '535 ect=horse/7+é!'], ['535-corr', `535 ${mask}!`]],
    ['a soft line break', ['https://x/?t=correct=3Dhor=', 'se/7+=C3=A9 and'], [`https://x/?t=${mask}=`, `${mask} and`]],
    ['three lines', ['x correct=', 'horse/', '7+é x'], [`x ${mask}`, mask, `${mask} x`]],
    ['an empty line between', ['x correct=h', '', 'orse/7+é x'], [`x ${mask}`, '', `${mask} x`]],
    ['no second part after all', ['x correct=h', 'other'], [`x ${mask}`, 'other']],
  ])('are masked at their seam: %s', (_, lines, clean) => {
    const scrub = scrubFor(secret)
    expect(lines.map((line) => scrub.line(line))).toEqual(clean)
  })

  it('are masked when Base64 is folded', () => {
    const folded = base64(`please open https://registro.example/confirm?token=${secret}&x=1`).match(/.{1,40}/g) ?? []
    const scrub = scrubFor(secret)
    const clean = folded.map((line) => scrub.line(line))
    expect(Buffer.from(clean.join('').replaceAll('*', ''), 'base64').toString('latin1')).not.toContain('horse')
    expect(clean.join('')).toContain(mask)
  })
})

/** A secret in one of the framings, with the digits of it that nobody but the secret decides. */
interface Framed {
  readonly text: string
  readonly core: string
}

const anySecret = fc
  .oneof(
    fc.string({ minLength: 6, maxLength: 40 }),
    fc.string({ minLength: 6, maxLength: 12, unit: 'grapheme' }),
    fc.base64String({ minLength: 6, maxLength: 60 }),
  )
  .filter((value) => value.length >= 6 && !/^\**$/.test(value))

const safe = (part: string) => part.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

const framedIn = (value: string): fc.Arbitrary<Framed> => {
  const plain = { text: value, core: value }
  const joined = fc.tuple(fc.string({ maxLength: 9 }), fc.string({ maxLength: 5 })).map(([before, after]) => {
    const bytes = Buffer.byteLength(before)
    const text = base64(before + value + after)
    const from = Math.ceil((8 * bytes) / 6)
    return { text, core: text.slice(from, Math.floor((8 * (bytes + Buffer.byteLength(value))) / 6)) }
  })
  const encoded = fc.tuple(fc.constantFrom('=', '%'), fc.boolean(), fc.boolean()).map(([sign, upper, all]) => {
    const text = hex(value, sign, all ? /./su : /[^A-Za-z0-9]/u).replace(/[=%][0-9a-f]{2}/g, (code) =>
      upper ? code.toUpperCase() : code,
    )
    return { text, core: text }
  })
  const url = joined.map(({ text, core }) => {
    return { text: safe(text), core: safe(core) }
  })
  return fc.oneof(fc.constant(plain), joined, url, encoded)
}

/** Six characters in a row of a secret's form are a leak; less can be anything. */
function leaks(shown: string, core: string): boolean {
  for (let at = 0; at + 6 <= core.length; at++) if (shown.includes(core.slice(at, at + 6))) return true
  return false
}

const surroundings = fc.stringMatching(/^[ ;:,!~"'<>{}|^]{0,20}$/)

describe('any secret in any framing', () => {
  it('is gone from the line that held it', () => {
    fc.assert(
      fc.property(
        anySecret.chain((value) => fc.record({ value: fc.constant(value), framed: framedIn(value) })),
        surroundings,
        surroundings,
        ({ value, framed }, before, after) => {
          const clean = scrubFor(value).line(before + framed.text + after)
          expect(leaks(clean.replaceAll(mask, '\0'), framed.core)).toBe(false)
        },
      ),
      { numRuns: 5000 },
    )
  })

  it('is gone from the lines over which it was spread, but for five characters', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z0-9_-]{6,60}$/),
        fc.constantFrom('plain', 'base64'),
        surroundings,
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom('', '535-', '535 5.7.8 ', 'soft'),
        (value, form, before, sizes, lead) => {
          const text = before + (form === 'plain' ? value : base64(`<${value}>`))
          const core =
            form === 'plain' ? value : base64(`<${value}>`).slice(2, Math.floor((8 * (value.length + 1)) / 6))
          const scrub = scrubFor(value)
          const shown: string[] = []
          for (let at = 0, turn = 0; at < text.length; turn++) {
            const part = text.slice(at, at + (sizes[turn % sizes.length] ?? 1))
            const line = lead === 'soft' ? `${part}=` : lead + part
            shown.push(scrub.line(line).slice(lead === 'soft' ? 0 : lead.length))
            at += part.length
          }
          const seen = shown
            .map((line) => (lead === 'soft' ? line.replace(/=$/, '') : line))
            .join('')
            .replaceAll(mask, '\0')
          expect(leaks(seen, core)).toBe(false)
        },
      ),
      { numRuns: 5000 },
    )
  })

  it('leaves every other text as it is', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (lines) => {
        const scrub = scrubFor('\u{10ffff}-no-such-text')
        for (const line of lines) expect(scrub.line(line)).toBe(line)
      }),
    )
  })
})

it('stays quick however often a secret might have begun', () => {
  const scrub = scrubFor('. . . . . . . . . . . . . . . .')
  for (let count = 0; count < 2000; count++) scrub.line(count % 2 === 0 ? '. . .=' : '.')
  expect(scrub.line('nothing')).toBe('nothing')
})

describe('a line that ends inside an encoded sign', () => {
  it('shows no six characters of a secret that holds the sign of the encoding itself', () => {
    const scrub = scrubFor('!!!!!%!!!!!')
    expect([scrub.line('!!!!!%2'), scrub.line('5!!!!! denied')]).toEqual([`${mask}2`, `${mask} denied`])
  })
})
