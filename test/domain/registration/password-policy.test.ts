import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPassword, normalisedPassword } from '../../../src/domain/registration/password-policy.js'

const common = new Set(['correct horse battery', 'password1234'])
const check = (text: string, address = 'ana@example.com') => checkPassword(text, [address], (word) => common.has(word))
const outcome = (text: string, address?: string): string => {
  const checked = check(text, address)
  return checked.outcome === 'acceptable' ? 'acceptable' : checked.reason
}

describe('a password', () => {
  it.each([
    'tr0ub4dor&3 xkcd',
    'una frase con eñes',
    '  blanks count  ',
    '密碼密碼很長很長很長很長',
    '🦊🐢🦊🐢🦊🐢🦊🐢🦊🐢🦊🐙',
    'nul \0 and \n line',
    'abcdefghijkm',
    'abcdeabcdeabcde!',
  ])('may be %j', (text) => {
    expect(check(text)).toEqual({ outcome: 'acceptable', password: text.normalize('NFC') })
  })

  it('has twelve characters at least and 128 at most, whatever they take in storage', () => {
    expect(outcome('aB3$xY9!qW')).toBe('too-short')
    expect(outcome('aB3$xY9!qWe')).toBe('too-short')
    expect(outcome('aB3$xY9!qWer')).toBe('acceptable')
    expect(outcome('🦊🐢🐙🐳🦉🐝🐞🦀🐌🦎🐬')).toBe('too-short')
    expect(outcome(`${'aB3$xY9!'.repeat(15)}12345678`)).toBe('acceptable')
    expect(outcome(`${'aB3$xY9!'.repeat(15)}123456789`)).toBe('too-long')
    // A letter with its accent apart is one character, not two.
    expect(outcome(`e\u0301 aquí no h`)).toBe('too-short')
  })

  it('is one and the same however the keyboard composes its letters', () => {
    const [one, other] = [check('contraseña segura'), check('contrasen\u0303a segura')]
    expect(one).toEqual(other)
    expect(normalisedPassword('contrasen\u0303a segura')).toBe('contraseña segura')
  })

  it('is not the address, however it is capitalised', () => {
    expect(outcome('Ana.Lopez@Example.com', 'ana.lopez@example.com')).toBe('is-the-address')
    expect(outcome('ana.lopez@example.com', 'Ana.Lopez@example.com')).toBe('is-the-address')
    expect(outcome('ana.lopez@example.com!', 'ana.lopez@example.com')).toBe('acceptable')
  })

  it('is neither the address as it was typed nor as it is stored', () => {
    const addresses = ['ana@münchen.de', 'ana@xn--mnchen-3ya.de']
    for (const text of ['ANA@München.de', 'ana@XN--mnchen-3ya.de', 'ana@mu\u0308nchen.de']) {
      expect(checkPassword(text, addresses, () => false)).toEqual({ outcome: 'unacceptable', reason: 'is-the-address' })
    }
  })

  it.each([
    'password1234',
    'PassWord1234',
    'Correct Horse Battery',
    'aaaaaaaaaaaa',
    'abababababab',
    'abcabcabcabcab',
    'abcdabcdabcdabcd',
    'AbAbAbAbAbAb',
    '123456789012',
    '098765432109',
    'abcdefghijkl',
    'zyxwvutsrqpo',
    '🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊',
  ])('is not the common %j', (text) => {
    expect(outcome(text)).toBe('common')
  })

  it('with a lone surrogate is no text that two programs would encode alike', () => {
    expect(outcome('twelve and \ud83d more')).toBe('malformed')
  })

  it('that is acceptable is acceptable in every composition, and the same', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 8, maxLength: 140 }), (text) => {
        expect(check(text.normalize('NFD'))).toEqual(check(text.normalize('NFC')))
      }),
    ))

  it('made of up to four characters over and over is never acceptable', () =>
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 12, max: 128 }),
        (unit, length) => {
          expect(outcome(unit.join('').repeat(128).slice(0, length))).not.toBe('acceptable')
        },
      ),
    ))

  it('that is acceptable keeps the bounds, whatever is typed', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const checked = check(text)
        if (checked.outcome === 'unacceptable') return
        const characters = [...checked.password].length
        expect(characters).toBeGreaterThanOrEqual(12)
        expect(characters).toBeLessThanOrEqual(128)
        expect(checked.password).toBe(normalisedPassword(text))
      }),
    ))
})
