import * as fc from 'fast-check'
import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { TemplateEmailComposer } from '../../../src/adapters/email/template-email-composer.js'
import { escapeHtml } from '../../../src/adapters/email/email-layout.js'
import { hoursInWords } from '../../../src/adapters/email/in-words.js'
import { composeMime } from '../../../src/adapters/smtp/mime-message.js'
import type { EmailFacts, EmailMessage } from '../../../src/application/ports/email-composer.js'
import { type Email, emailKinds } from '../../../src/domain/delivery/email.js'
import { locales } from '../../../src/domain/registration/locale.js'
import { parsePersonName, type PersonName } from '../../../src/domain/registration/person-name.js'
import { addressOf } from '../../support/emails.js'

const settings = {
  appName: 'Example & Sons',
  publicUrl: 'https://example.org/app/',
  from: { name: 'Example & Sons', address: addressOf('noreply@mail.example.org') },
  linkValidHours: 24,
}
const composer = new TemplateEmailComposer(settings)
const token = 'Yt-4_kZ0'
const link = `https://example.org/app/confirm?token=${token}`
const facts: EmailFacts = {
  deliveryId: 'Vq3-Xk_9',
  name: nameOf('Ana'),
  registeredAt: Date.UTC(2026, 10, 21, 15, 3, 11),
  date: Date.UTC(2026, 10, 21, 15, 4),
  token,
}

function nameOf(text: string): PersonName {
  const parsed = parsePersonName(text)
  if (parsed.outcome === 'invalid' || parsed.name === undefined) throw new Error(`${text} is no name`)
  return parsed.name
}

function compose(changes: Partial<Email> = {}, otherFacts: Partial<EmailFacts> = {}): EmailMessage {
  const email: Email = { kind: 'confirm-address', recipient: addressOf('ana@example.net'), locale: 'en', ...changes }
  const composition = composer.compose(email, { ...facts, ...otherFacts })
  if (composition.outcome === 'defective') throw new Error(composition.detail)
  return composition.message
}

describe('TemplateEmailComposer', () => {
  it('asks to confirm the address, in English', () => {
    const { subject, text, language } = compose()
    expect(subject).toBe('Confirm your e-mail address for Example & Sons')
    expect(language).toBe('en')
    expect(text).toContain('Hello Ana,\n')
    expect(oneLine(text)).toContain('on 21 November 2026 at 15:03 UTC somebody registered at Example & Sons')
    expect(oneLine(text)).toContain('The link is valid for 24 hours.')
    expect(oneLine(text)).toContain('If it was not you, you need not do anything')
  })

  it('asks to confirm the address, in Spanish', () => {
    const { subject, text, language } = compose({ locale: 'es' })
    expect(subject).toBe('Confirma tu dirección de correo en Example & Sons')
    expect(language).toBe('es')
    expect(text).toContain('Hola, Ana:\n')
    expect(oneLine(text)).toContain('el 21 de noviembre de 2026 a las 15:03 UTC alguien se registró en Example & Sons')
    expect(oneLine(text)).toContain('válido durante 24 horas')
    expect(oneLine(text)).toContain('Si no fuiste tú, no tienes que hacer nada')
  })

  it.each(locales)('puts the link on a line of its own and behind a button (%s)', (locale) => {
    const { text, html } = compose({ locale })
    expect(text.split('\n')).toContain(link)
    expect(html).toContain(`<a href="${link}" `)
    expect(html).toContain(`>${link}</p>`)
    expect(html).toContain(`<html lang="${locale}">`)
  })

  it('tells the owner of an account, without any token', () => {
    for (const locale of locales) {
      const { subject, text, html } = compose({ kind: 'already-registered', locale })
      expect(subject).toMatch(/already have an account|Ya tienes una cuenta/)
      expect(oneLine(text)).toMatch(/nothing about it has changed|nada ha cambiado/)
      expect(text).toContain('2026')
      expect(`${text}${html}`).not.toMatch(/token/)
    }
  })

  it('leads the owner of an account to where accounts are used, and never to the form for new ones', () => {
    for (const locale of locales) {
      expect(compose({ kind: 'already-registered', locale }).text).not.toContain('http')
      const homely = new TemplateEmailComposer({ ...settings, homeUrl: 'https://shop.example/login' })
      const email: Email = { kind: 'already-registered', recipient: addressOf('ana@example.net'), locale }
      const composition = homely.compose(email, facts)
      expect(composition).toMatchObject({ message: { text: expect.stringContaining('https://shop.example/login') } })
    }
  })

  it('has no name for who gave none', () => {
    const { name: _name, ...nameless } = facts
    const email: Email = { kind: 'confirm-address', recipient: addressOf('ana@example.net'), locale: 'en' }
    const composition = composer.compose(email, nameless)
    expect(composition).toMatchObject({
      message: { to: { address: 'ana@example.net' }, text: expect.stringMatching(/^Hello,\n/) },
    })
  })

  it.each(['http://evil.example', 'Win at www.evil.example', 'evil.example', 'a@evil.example', 'x'.repeat(61)])(
    'does not carry the advertisement %j to a stranger',
    (advertisement) => {
      const { to, text, html, subject } = compose({}, { name: nameOf(advertisement) })
      expect(`${to.name ?? ''}${text}${html}${subject}`).not.toContain(advertisement)
      expect(text).toMatch(/^Hello,\n/)
    },
  )

  it.each(['J. R. Smith', "Siobhán O'Neill", 'Jürgen-Peter', '李小龍', 'محمد'])('greets %s by name', (name) => {
    expect(compose({}, { name: nameOf(name) }).text).toContain(`Hello ${name},`)
  })

  it('makes the Message-ID from the delivery at the domain of the sender, and dates it as told', () => {
    expect(compose()).toMatchObject({ messageId: '<Vq3-Xk_9@mail.example.org>', date: facts.date })
    expect(compose()).toEqual(compose())
  })

  it('says what is at fault where it cannot compose', () => {
    const { token: _token, ...tokenless } = facts
    const email: Email = { kind: 'confirm-address', recipient: addressOf('ana@example.net'), locale: 'en' }
    expect(composer.compose(email, tokenless)).toEqual({
      outcome: 'defective',
      detail: expect.stringContaining('token'),
    })
    const spoilt = { ...facts, deliveryId: 'a>\r\nBcc: b@example.org' }
    expect(composer.compose(email, spoilt)).toMatchObject({ outcome: 'defective' })
  })

  it('keeps every line within 76 characters, in any language, but for long words', () => {
    for (const locale of locales)
      for (const kind of emailKinds) {
        const lines = compose({ locale, kind }, { name: nameOf('Ana María de la Fuente') }).text.split('\n')
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(76)
      }
  })

  it('says in HTML what it says in text', () => {
    for (const locale of locales)
      for (const kind of emailKinds) {
        const { text, html } = compose({ locale, kind })
        const words = html
          .replace(/<title>.*<\/title>|<[^>]*>/g, ' ')
          .replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)))
        for (const paragraph of text.trim().split('\n\n')) expect(oneLine(words)).toContain(oneLine(paragraph))
      }
  })

  it('lets no name act, in HTML or in a header', async () => {
    const anyName = fc
      .oneof(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
        fc.constantFrom(
          '<script>alert(1)</script>',
          '"><img src=x onerror=1>',
          "' onclick='x",
          'Bob\\"',
          '=?utf-8?q?x?=',
        ),
      )
      .map((text) => parsePersonName(text))
      .filter((parsed) => parsed.outcome === 'valid' && parsed.name !== undefined)
      .map((parsed) => (parsed.outcome === 'valid' ? parsed.name : undefined) as PersonName)
    const plain = compose({}, { name: nameOf('Ana') })
    await fc.assert(
      fc.asyncProperty(
        anyName,
        fc.constantFrom(...locales),
        fc.constantFrom(...emailKinds),
        async (name, locale, kind) => {
          const message = compose({ locale, kind }, { name })
          expect(message.html.match(/<\/?[a-z]+/g)).toEqual(compose({ locale, kind }).html.match(/<\/?[a-z]+/g))
          const parsed = await PostalMime.parse(composeMime(message).bytes)
          const headersOf = async (one: EmailMessage) =>
            (await PostalMime.parse(composeMime(one).bytes)).headers.map(({ key }) => key)
          expect(parsed.headers.map(({ key }) => key)).toEqual(await headersOf(plain))
          expect(parsed.to?.map(({ address }) => address)).toEqual(['ana@example.net'])
          expect(parsed.text?.trim().replaceAll('\r\n', '\n')).toBe(message.text.trim())
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('escapeHtml', () => {
  it('leaves nothing that could end a text or an attribute', () =>
    expect(escapeHtml(`<a href="x" id='y'>&amp;`)).toBe('&#60;a href=&#34;x&#34; id=&#39;y&#39;&#62;&#38;amp;'))
})

describe('hoursInWords', () => {
  it.each([
    [1, '1 hour', '1 hora'],
    [24, '24 hours', '24 horas'],
    [36, '36 hours', '36 horas'],
    [72, '3 days', '3 días'],
  ])('%i hours', (hours, en, es) => expect([hoursInWords(hours, 'en'), hoursInWords(hours, 'es')]).toEqual([en, es]))
})

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
