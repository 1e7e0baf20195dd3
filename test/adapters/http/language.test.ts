import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { preferredLanguage } from '../../../src/adapters/http/language.js'

describe('preferredLanguage', () => {
  it.each([
    [undefined, undefined],
    ['', undefined],
    ['*', undefined],
    ['fr, de;q=0.9', undefined],
    ['es', 'es'],
    ['es-MX', 'es'],
    ['ES-419,es;q=0.9,en;q=0.8', 'es'],
    ['en;q=0.8, es;q=0.9', 'es'],
    ['es;q=0.5, en', 'en'],
    ['en, es', 'en'],
    ['es;q=0', undefined],
    ['es;q=0, en;q=0.001', 'en'],
    ['fr;q=1.0, es ; q = 0.3', 'es'],
    ['est, end', undefined],
    ['es;q=2', 'es'],
    ['es;q=x', 'es'],
  ])('%j asks for %j', (header, language) => {
    expect(preferredLanguage(header)).toBe(language)
  })

  it('takes the one of greater weight, wherever it stands', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 }), fc.boolean(), (a, b, swap) => {
        fc.pre(a !== b)
        const ranges = [`es;q=${(a / 1000).toFixed(3)}`, `en-GB;q=${(b / 1000).toFixed(3)}`, 'fr']
        const header = (swap ? ranges.toReversed() : ranges).join(', ')
        expect(preferredLanguage(header)).toBe(a > b ? 'es' : 'en')
      }),
    ))
})
