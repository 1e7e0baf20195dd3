import { expect, it } from 'vitest'
import { acceptedType } from '../../../src/adapters/http/accepted-type.js'

it.each([
  [undefined, 'text/plain'],
  ['', 'text/plain'],
  ['*/*', 'text/plain'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/plain'],
  ['application/json', 'application/json'],
  ['Application/JSON; charset=utf-8', 'application/json'],
  ['application/*', 'application/json'],
  ['text/plain, application/json', 'text/plain'],
  ['application/json, text/plain, */*', 'application/json'],
  ['application/json;q=0.5, text/plain;q=0.9', 'text/plain'],
  ['application/json;q=0.5, text/*;q=0.4', 'application/json'],
  ['application/json;q=0, */*', 'text/plain'],
  ['text/plain;q=0, */*', 'application/json'],
  ['image/png', 'text/plain'],
])('takes %j for a wish for %s', (accept, type) => {
  expect(acceptedType(accept, 'text/plain', 'application/json')).toBe(type)
})
