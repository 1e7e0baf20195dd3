import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { startsOf } from '../../../src/domain/transcript/line-starts.js'
import { framings } from '../../../src/domain/transcript/secret-framings.js'
import { SecretPatterns } from '../../../src/domain/transcript/secret-patterns.js'
import { SecretScrub } from '../../../src/domain/transcript/secret-scrub.js'
import { ThoroughScrub } from '../../../src/domain/transcript/thorough-scrub.js'
import { hostileText as anyText } from './generated.js'

/** Few characters, so that secrets begin, go on and break off everywhere by chance. */
const letters = (size: { readonly minLength: number; readonly maxLength: number }) =>
  fc.string({ unit: fc.constantFrom('a', 'b', 'c'), ...size })

const anySecret = fc.oneof(
  letters({ minLength: 6, maxLength: 12 }),
  fc.string({ minLength: 6, maxLength: 20 }),
  fc.string({ unit: 'grapheme', minLength: 6, maxLength: 9 }),
)

const lead = fc.constantFrom('', '', '', '.', '250-', '250 ', '535 5.7.8 ', '535-5.7.8', '5.7.8 ', ' ', '250 \t')
const trail = fc.constantFrom('', '', '', '', ' ', '\t', '=', '%', '%4', '=C3', '\udcc3', '\n')

const hex = (sign: string) => Array.from(Buffer.from(sign), (byte) => `=${byte.toString(16).padStart(2, '0')}`).join('')

/** A secret in one of its framings, or something that has nothing to do with it, cut into lines that are dressed up. */
const anyCase = fc
  .record({
    secrets: fc.array(anySecret, { minLength: 1, maxLength: 4 }),
    framing: fc.constantFrom('plain', 'base64', 'hex', 'some hex', 'other'),
    around: letters({ minLength: 0, maxLength: 4 }),
    sizes: fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 1, maxLength: 6 }),
    dress: fc.array(fc.tuple(lead, trail), { minLength: 1, maxLength: 6 }),
    more: fc.array(fc.oneof(letters({ minLength: 0, maxLength: 9 }), anyText), { maxLength: 2 }),
  })
  .map(({ secrets, framing, around, sizes, dress, more }) => {
    const [secret = ''] = secrets
    const framed = {
      plain: secret,
      base64: Buffer.from(around + secret).toString('base64'),
      hex: Array.from(secret, hex).join(''),
      'some hex': Array.from(secret, (sign, at) => (at % 3 === 0 ? hex(sign) : sign)).join(''),
      other: around.repeat(6),
    }[framing]
    const text = around + framed + around
    const lines: string[] = []
    for (let at = 0, turn = 0; at < text.length && turn < 12; turn++) {
      const [before, after] = dress[turn % dress.length] ?? ['', '']
      const size = sizes[turn % sizes.length] ?? 1
      lines.push(`${before}${text.slice(at, at + size)}${after}`)
      at += size
    }
    return { secrets, lines: [...lines, ...more] }
  })

const patternsOf = (secrets: readonly string[]) => {
  const patterns = new SecretPatterns()
  for (const secret of secrets) patterns.add(secret)
  return patterns
}

const thoroughly = (scrub: ThoroughScrub, text: string) =>
  text.endsWith('\n') ? `${scrub.line(text.slice(0, -1))}\n` : scrub.line(text)

it('a quick look at a line comes to the same as a thorough one', () => {
  let passed = 0
  fc.assert(
    fc.property(anyCase, ({ secrets, lines }) => {
      const patterns = [patternsOf(secrets.slice(0, 2)), patternsOf(secrets.slice(2))]
      const [quick, thorough] = [new SecretScrub(patterns), new ThoroughScrub(patterns)]
      for (const line of lines) {
        const clean = thoroughly(thorough, line)
        expect(quick.line(line)).toBe(clean)
        if (clean === line) passed++
        expect(quick.alone(line)).toBe(new ThoroughScrub(patterns).line(line))
      }
    }),
    { numRuns: 8000 },
  )
  expect(passed).toBeGreaterThan(4000)
})

it('a secret that becomes known while it is being said is masked at least from there on', () => {
  fc.assert(
    fc.property(anySecret, fc.integer({ min: 1, max: 5 }), (secret, size) => {
      const patterns = new SecretPatterns()
      const scrub = new SecretScrub([patterns])
      scrub.line(`550-x ${secret.slice(0, size)}`)
      patterns.add(secret)
      expect(scrub.line(`550 ${secret}`)).not.toContain(secret)
    }),
  )
})

it('a secret goes on only from the line right before', () => {
  const patterns = new SecretPatterns()
  const scrub = new SecretScrub([patterns])
  scrub.line('550-no abcd')
  scrub.line('550-other ')
  patterns.add('abcdefgh')
  expect(scrub.line('550 efgh')).toBe('550 efgh')
})

it('each pattern begins with a head that it is found by', () => {
  fc.assert(
    fc.property(fc.oneof(anySecret, anyText), (secret) => {
      fc.pre(secret.length >= 6 && !/^\**$/.test(secret))
      const patterns = patternsOf([secret])
      for (const { heads, patterns: all } of framings(secret))
        for (const pattern of all) {
          expect(heads).toContain(pattern.text.slice(0, 6))
          expect(patterns.isFreeOf(`..${pattern.text}..`)).toBe(false)
          expect(patterns.beginningAt(`..${pattern.text}`, 2).map(({ text }) => text)).toContain(pattern.text)
        }
    }),
    { numRuns: 2000 },
  )
})

it('a line begins where the words of its code say', () => {
  const parts = fc.constantFrom('2', '50', '250', '2.', '.', '1', '123', '1234', ' ', '-', '\t', 'x', ':', '/', '')
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 9 }), (given) => {
      const text = given.join('')
      const [code = '', words = '', blanks = ''] =
        /^(?:\d{3}[ -])?((?:[245]\.\d{1,3}\.\d{1,3}[ -])?)([ \t]*)/.exec(text) ?? []
      const behindCode = code.length - blanks.length - words.length
      const starts = [0, behindCode, code.length - blanks.length, code.length, text.startsWith('.') ? 1 : 0]
      expect(startsOf(text)).toEqual([...new Set(starts)].toSorted((a, b) => a - b))
    }),
    { numRuns: 20_000 },
  )
})
