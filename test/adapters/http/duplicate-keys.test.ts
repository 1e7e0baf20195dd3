import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasDuplicateKeys } from '../../../src/adapters/http/duplicate-keys.js'

describe('hasDuplicateKeys', () => {
  it.each([
    '{"a":1,"a":1}',
    '{"a":1,"\\u0061":1}',
    '{"a":{"b":1},"a":2}',
    '[{"a":1},{"b":[{"c":1,"c":2}]}]',
    '{"":1,"":2}',
    '{"__proto__":1,"__proto__":2}',
    '{"a\\"":1 , "b":2,\n"a\\""\t:3}',
  ])('sees it in %s', (json) => {
    expect(hasDuplicateKeys(json)).toBe(true)
  })

  it.each([
    '{"a":"a","b":"a"}',
    '{"a":{"a":{"a":1}}}',
    '[{"a":1},{"a":1}]',
    '["a","a"]',
    '{"a":["b","b"],"b":":"}',
    '{"a":"\\",\\"a\\":1"}',
    '{"a":1,"A":1,"\\\\":2,"\\\\\\\\":3}',
    '"a"',
    '1',
  ])('sees none in %s', (json) => {
    expect(hasDuplicateKeys(json)).toBe(false)
  })

  it('sees none in what JSON.stringify wrote, with any layout', () =>
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => {
        expect(hasDuplicateKeys(JSON.stringify(value, undefined, indent))).toBe(false)
      }),
    ))

  it('sees the member that was written again, wherever its object is', () =>
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }),
        fc.nat(),
        fc.jsonValue(),
        (object, nth, value) => {
          const names = Object.keys(object)
          const name = JSON.stringify(names[nth % names.length])
          const twice = JSON.stringify(object).replace(/\}$/, () => `, ${name} : ${JSON.stringify(value)}}`)
          for (const json of [twice, `[1,${twice}]`, `{"outer" : {"inner": ${twice}}}`]) {
            expect(JSON.parse(json)).toBeDefined()
            expect(hasDuplicateKeys(json)).toBe(true)
          }
        },
      ),
    ))
})
