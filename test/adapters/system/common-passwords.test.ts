import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CommonPasswords } from '../../../src/adapters/system/common-passwords.js'

describe('CommonPasswords', () => {
  const common = new CommonPasswords()

  it.each([
    '1qaz2wsx3edc4rfv',
    'administrator',
    'unbelievable',
    '123456qwerty',
    'password1234',
    '1234password',
    '2026-monkey!!!',
    'passwordpassword',
    'dragon dragon dragon',
    'dragon-dragondragon1',
    'qwerty!!!!!!!!',
    '...football...',
  ])('knows %s', (password) => {
    expect(common.isCommon(password)).toBe(true)
  })

  it.each([
    'correct horse battery staple',
    'passwordmonkey',
    'passwords1234',
    'xpassword1234',
    'monkey1dragon',
    'dragondrago',
    '',
    '173920485761',
    '!!!!!!!!!!!!',
    'контрасена1234',
  ])('does not know %s', (password) => {
    expect(common.isCommon(password)).toBe(false)
  })

  it('knows a common word whatever digits and signs stand around it, until a letter does', () => {
    const filling = fc.string({ unit: fc.constantFrom(...'0123456789 .,-_!?#*/\\€½') })
    const stem = fc.constantFrom('password', 'qwerty', 'dragon', 'monkey', 'football', 'letmein')
    fc.assert(
      fc.property(
        filling,
        stem,
        fc.integer({ min: 1, max: 3 }),
        filling,
        filling,
        (before, stem, times, between, after) => {
          const password = before + Array.from({ length: times }, () => stem).join(between) + after
          expect(common.isCommon(password)).toBe(true)
          expect(common.isCommon(`${before}ж${password}`)).toBe(false)
          expect(common.isCommon(`${password}ж${after}`)).toBe(false)
        },
      ),
    )
  })
})
