import { describe, expect, it } from 'vitest'
import { localeOf } from '../../../src/domain/registration/locale.js'

describe('the language of a tag', () => {
  it.each([
    ['en', 'en'],
    ['es', 'es'],
    ['es-MX', 'es'],
    ['ES', 'es'],
    ['en-Latn-GB', 'en'],
    ['fr', undefined],
    ['est', undefined],
    ['', undefined],
    ['-es', undefined],
    ['__proto__', undefined],
  ])('of %j is %s', (tag, locale) => {
    expect(localeOf(tag)).toBe(locale)
  })
})
