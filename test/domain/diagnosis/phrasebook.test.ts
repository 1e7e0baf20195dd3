import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../../../src/domain/diagnosis/fold.js'
import { Phrasebook, type Place } from '../../../src/domain/diagnosis/phrasebook.js'
import { rules } from '../../../src/domain/diagnosis/rules/rule-book.js'

const phrases = rules.flatMap(({ says = [], also = [], unless = [] }) => [...says, ...also, ...unless])

/** The shortest text that a phrase stands for: the first of each choice, gaps left open, ends left out. */
function shortestText(phrase: string): string {
  return phrase
    .replaceAll(/\{([^{}/]*)(?:\/[^{}]*)?\}/g, '$1')
    .replaceAll('*', ' ')
    .replaceAll('|', '')
}

const isWord = (character: string) => /[a-z0-9\u0080-\u2e7f]/.test(character)

/** The longest way in which a phrase of two parts stands in the text, where it stands first: found by trying every place. */
function placeOf(parts: readonly string[], ends: boolean, text: string): Place | undefined {
  const [first = '', second] = parts
  const length = parts.join(' * ').length + (ends ? 1 : 0)
  for (let at = 0; at < text.length; at++) {
    if (!text.startsWith(first, at)) continue
    if (at > 0 && isWord(text.charAt(at - 1)) && isWord(text.charAt(at))) continue
    let end = at + first.length
    if (second !== undefined) {
      const from = end
      const near = Array.from({ length: 101 }, (_, offset) => from + offset)
      const next = near.find(
        (place) =>
          text.startsWith(second, place) &&
          (place === from || !isWord(text.charAt(place - 1)) || !isWord(second.charAt(0))),
      )
      if (next === undefined) continue
      end = next + second.length
    }
    if (!ends || !isWord(text.charAt(end))) return { at, length }
  }
  return undefined
}

const bits = fc.constantFrom('a', 'ab', 'abc', 'abcd', 'abcde', 'abcdef', 'user', 'users', '5.1', '(a', 'ключ', '中')
const said = (most: number) => fc.array(bits, { minLength: 1, maxLength: most }).map((words) => words.join(' '))
const phrase = fc.tuple(fc.array(said(2), { minLength: 1, maxLength: 2 }), fc.boolean())

describe('Phrasebook', () => {
  it('finds what a search at every place finds, whatever other phrases begin alike', () =>
    fc.assert(
      fc.property(fc.array(phrase, { minLength: 1, maxLength: 40 }), said(40), (phrases, text) => {
        const book = new Phrasebook()
        const numbers = phrases.map(([parts, ends]) => book.add(parts.join(' * ') + (ends ? '|' : '')))
        const found = book.find(text)
        expect(numbers.map((number) => found.get(number))).toEqual(
          phrases.map(([parts, ends]) => placeOf(parts, ends, text)),
        )
        const inOrder = [...found].toSorted(([one, { at }], [other, place]) => at - place.at || one - other)
        expect([...found]).toEqual(inOrder)
      }),
      { numRuns: 500 },
    ))

  it('finds a phrase that begins with a letter outside ASCII', () => {
    const book = new Phrasebook()
    const numbers = ['登录失败', 'отказано', 'überlastet'].map((phrase) => book.add(phrase))
    const found = book.find(fold('SMTP 错误：登录失败。 В соединении отказано. Server überlastet!'))
    expect(new Set(found.keys())).toEqual(new Set(numbers))
  })

  it('leaves out what only begins or ends like the phrase', () => {
    const book = new Phrasebook()
    book.add('отказано|')
    book.add('full|')
    expect(book.find(fold('неотказано отказаностью fully unfull')).size).toBe(0)
  })

  it('finds every phrase of the rules in the text it stands for, with other words around it', () => {
    const book = new Phrasebook()
    const numbers = phrases.map((phrase) => book.add(phrase))
    const lost = phrases.filter((phrase, at) => {
      const found = book.find(fold(`550 (${shortestText(phrase)} … and so on`))
      return !found.has(numbers[at] ?? -1)
    })
    expect(lost).toEqual([])
  })
})
