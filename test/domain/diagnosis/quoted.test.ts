import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diagnose } from '../../../src/domain/diagnosis/diagnose.js'
import { withoutQuoteSigns } from '../../../src/domain/diagnosis/quoted.js'

const lines = fc.array(
  fc.string().map((text) => text.replace(/^[>\s]+/, '').replace(/[\r\n]/g, '')),
  { minLength: 1 },
)
const signs = fc.constantFrom('>', '> ', '>> ', '> > ', ' > ')

describe('withoutQuoteSigns', () => {
  it('gives a log back that an e-mail quotes, however deep, line by line', () =>
    fc.assert(
      fc.property(lines, signs, (log, sign) => {
        expect(withoutQuoteSigns(log.map((line) => sign + line).join('\n'))).toBe(log.join('\n'))
      }),
    ))

  it('leaves a text alone in which one line is not quoted', () =>
    fc.assert(
      fc.property(lines, lines, signs, (before, after, sign) => {
        const text = [...before, 'C: QUIT', ...after]
          .map((line) => (line === 'C: QUIT' ? line : sign + line))
          .join('\n')
        expect(withoutQuoteSigns(text)).toBe(text)
      }),
    ))
})

describe('diagnose', () => {
  it('reads a log in the quotes of quotes, and shows its lines as they stand there', () => {
    const text = '>>> the server said:\n>>>\n>>>     550 5.1.1 no such user here'
    expect(diagnose(text)).toMatchObject({
      cause: 'recipient-unknown',
      evidence: ['>>>     550 5.1.1 no such user here'],
    })
  })
})
