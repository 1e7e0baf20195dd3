import { describe, expect, it } from 'vitest'
import { fold } from '../../../src/domain/diagnosis/fold.js'
import { Phrasebook } from '../../../src/domain/diagnosis/phrasebook.js'
import { rules } from '../../../src/domain/diagnosis/rules/rule-book.js'

const phrases = rules.flatMap(({ says = [], also = [], unless = [] }) => [...says, ...also, ...unless])

/** The shortest text that a phrase stands for: the first of each choice, gaps left open, ends left out. */
function shortestText(phrase: string): string {
  return phrase
    .replaceAll(/\{([^{}/]*)(?:\/[^{}]*)?\}/g, '$1')
    .replaceAll('*', ' ')
    .replaceAll('|', '')
}

describe('Phrasebook', () => {
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
