import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { bytesOf, textOf } from '../../../src/domain/transcript/wire-text.js'
import { anyBytes, hostileText } from './generated.js'

const properties = { numRuns: 2000 }

it('reads valid UTF-8 as its text', () => {
  expect(textOf(new TextEncoder().encode('250 2.1.0 Señor 😀 OK'))).toBe('250 2.1.0 Señor 😀 OK')
})

it('keeps a byte that is no UTF-8 as a lone surrogate', () => {
  expect(textOf(Uint8Array.of(0x53, 0xe9, 0x41))).toBe('S\udce9A')
  expect(textOf(Uint8Array.of(0xc0, 0x80))).toBe('\udcc0\udc80')
  expect(textOf(Uint8Array.of(0xed, 0xa0, 0x80))).toBe('\udced\udca0\udc80')
  expect(textOf(Uint8Array.of(0xe0, 0x9f, 0xbf))).toBe('\udce0\udc9f\udcbf')
  expect(textOf(Uint8Array.of(0xf0, 0x8f, 0xbf, 0xbf))).toBe('\udcf0\udc8f\udcbf\udcbf')
  expect(textOf(Uint8Array.of(0xf4, 0x90, 0x80, 0x80))).toBe('\udcf4\udc90\udc80\udc80')
})

it('gives the same bytes back, whatever they were', () => {
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      expect(bytesOf(textOf(bytes))).toEqual(bytes)
    }),
    properties,
  )
})

it('reads valid text as the platform does', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const bytes = new TextEncoder().encode(text)
      expect(textOf(bytes)).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))
    }),
    properties,
  )
})

it('finds a byte invalid exactly where the platform does', () => {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const isValid = (bytes: Uint8Array) => {
    try {
      strict.decode(bytes)
      return true
    } catch {
      return false
    }
  }
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      expect(/[\udc80-\udcff]/u.test(textOf(bytes))).toBe(!isValid(bytes))
    }),
    properties,
  )
})

it('takes text of any length', () => {
  const long = new Uint8Array(1_000_000).fill(0x61)
  expect(textOf(long)).toBe('a'.repeat(1_000_000))
})
