import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePersonName } from '../../../src/domain/registration/person-name.js'

describe("a person's name", () => {
  it.each([
    'Ana',
    'María-José O’Neil',
    'Zoë 🦊',
    'Ngọc Đặng',
    'عمر',
    '李小龍',
    'नरेन्द्र',
    'می\u200cخواهم',
    "Robert'); DROP TABLE users;--",
    '<b>Ana</b>',
    'Ana: Reply-To <eve@example.com>',
  ])('may be %j', (name) => {
    expect(parsePersonName(name)).toEqual({ outcome: 'valid', name: name.normalize('NFC') })
  })

  it('forgives blanks around it, and takes an empty one for none', () => {
    expect(parsePersonName('  Ana\u3000')).toEqual({ outcome: 'valid', name: 'Ana' })
    for (const empty of ['', '   ', '\u00a0']) {
      expect(parsePersonName(empty)).toEqual({ outcome: 'valid', name: undefined })
    }
  })

  it('is none when there is nothing to see in it', () => {
    expect(parsePersonName('\u200d \u200c')).toEqual({ outcome: 'valid', name: undefined })
  })

  it('has up to a hundred characters, however many code units they take', () => {
    expect(parsePersonName('🦊'.repeat(100)).outcome).toBe('valid')
    expect(parsePersonName('🦊'.repeat(101))).toEqual({ outcome: 'invalid', reason: 'too-long' })
    expect(parsePersonName(`${'a'.repeat(100)}   `).outcome).toBe('valid')
  })

  it('never holds a control character, a line break, a hidden direction or a lone surrogate', () => {
    const unfit = fc.constantFrom(
      '\0',
      '\t',
      '\n',
      '\r',
      '\x1b',
      '\x7f',
      '\u0085',
      '\u2028',
      '\u2029',
      '\u202e',
      '\ud800',
      '\udc00',
      '\ufeff',
      '\u200b',
      '\u2066',
      '\ue000',
    )
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), unfit, fc.nat(), (text, bad, at) => {
        const inside = at % (text.length + 1)
        const name = `A${text.slice(0, inside)}${bad}${text.slice(inside)}z`
        expect(parsePersonName(name)).toEqual({ outcome: 'invalid', reason: 'unfit-character' })
      }),
    )
  })

  it('cannot add a header, whatever is typed', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parsed = parsePersonName(text)
        if (parsed.outcome === 'valid') expect(parsed.name ?? '').not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u)
      }),
      { numRuns: 1_000 },
    ))

  it('stays as it is when it is read again', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const once = parsePersonName(text)
        if (once.outcome === 'valid') expect(parsePersonName(once.name ?? '')).toEqual(once)
      }),
    ))
})
