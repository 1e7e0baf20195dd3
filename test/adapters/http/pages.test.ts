import { describe, expect, it } from 'vitest'
import { pageWords } from '../../../src/adapters/http/pages/words.js'
import { goodPassword } from '../../support/ports-in-memory.js'
import { newSite, register, type Site } from './site-in-memory.js'

const browser = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const spanish = { ...browser, 'Accept-Language': 'es' }

async function pageAt(site: Site, path: string, headers: Readonly<Record<string, string>> = browser): Promise<string> {
  const response = await site.send('GET', path, undefined, headers)
  expect(response.headers.get('content-type')).toBe('text/html; charset=UTF-8')
  return response.text()
}

describe('every page', () => {
  it('is whole, in the language of the reader, and without any script', async () => {
    const site = newSite()
    const { id } = await register(site, 'ana@example.org')
    const [message] = await site.mailbox.list()
    const paths = [
      '/',
      `/registrations/${id}`,
      '/confirm?token=t',
      '/mailbox',
      `/mailbox/${message?.id ?? ''}`,
      '/nothing',
    ]
    for (const path of paths) {
      const english = await pageAt(site, path)
      expect(english).toMatch(/^<!doctype html><html lang="en">/)
      expect(english).toMatch(/<title>[^<]+ · Example &amp; Sons<\/title>/)
      expect(english).toContain('name="viewport"')
      expect(english.match(/<h1>/g)).toHaveLength(1)
      expect(english).not.toMatch(/<script|javascript:|\son\w+=|style=|https?:\/\/(?!localhost)/)
      expect(await pageAt(site, path, spanish)).toMatch(/^<!doctype html><html lang="es">/)
    }
  })

  it('has a label for each field, and each reference to an id leads somewhere', async () => {
    const site = newSite()
    const { id } = await register(site, 'unknown@example.org')
    const faulty = await site.sendForm('/', { name: '\n', email: '', password: '' }, browser)
    const pages = [await pageAt(site, '/'), await pageAt(site, `/registrations/${id}`), await faulty.text()]
    for (const page of pages) {
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
      expect(new Set(ids).size).toBe(ids.length)
      const references = [...page.matchAll(/ (?:for|aria-describedby)="([^"]+)"| href="#([^"]+)"/g)]
      for (const name of references.flatMap(([, a, b]) => (a ?? b ?? '').split(' '))) expect(ids).toContain(name)
      const inputs = [...page.matchAll(/<input (?![^>]*type="hidden")[^>]*>/g)].map(([input]) => input)
      expect(inputs.length).toBeGreaterThan(0)
      for (const input of inputs) {
        expect(page).toContain(`<label for="${/ id="([^"]+)"/.exec(` ${input}`)?.[1] ?? '?'}">`)
        expect(input).toMatch(/autocomplete="(?:name|email|new-password)"/)
      }
    }
  })
})

describe('the form at /', () => {
  it('registers, and leads to the page of the registration', async () => {
    const site = newSite()
    const response = await site.sendForm(
      '/',
      { name: 'Ana', email: 'ana@example.org', password: goodPassword },
      spanish,
    )
    expect(response.status).toBe(303)
    const path = response.headers.get('location') ?? ''
    expect(path).toMatch(/^\/registrations\/[\w-]+$/)
    expect(await pageAt(site, path, spanish)).toContain(pageWords.es.acceptedTitle)
    const read = await site.send('GET', `/v1${path}`)
    expect(await read.json()).toMatchObject({ email: { message: expect.stringMatching(/^El correo/) as string } })
  })

  it('comes back with the errors at their fields and what was typed, but never the password', async () => {
    const response = await newSite().sendForm('/', { name: 'A"><b>', email: 'ana@', password: 'too short' }, browser)
    const page = await response.text()
    expect(response.status).toBe(422)
    expect(page).toMatch(/<input id="name"[^>]* value="A&quot;&gt;&lt;b&gt;"/)
    expect(page).toMatch(
      /<input id="email"[^>]* value="ana@"[^>]* aria-invalid="true" aria-describedby="email-error" autofocus=""/,
    )
    expect(page).toMatch(
      /<input id="password"[^>]* aria-invalid="true" aria-describedby="password-error password-hint"/,
    )
    expect(page).toMatch(/<p class="error" id="email-error">The part after the @/)
    expect(page).toMatch(/role="alert"><h2>Please check the form<\/h2><ul><li><a href="#email">/)
    expect(page).not.toContain('too short"')
    expect(page.match(/autofocus/g)).toHaveLength(1)
  })

  it('keeps no field that the password was typed into as well', async () => {
    const typed = { name: `me ${goodPassword}`, email: goodPassword, password: goodPassword }
    const page = await (await newSite().sendForm('/', typed, browser)).text()
    expect(page).not.toContain(goodPassword)
  })

  it('says that too many are registering, and keeps what was typed', async () => {
    const site = newSite()
    site.hasher.beBusy(2)
    const response = await site.sendForm('/', { email: 'ana@example.org', password: goodPassword }, spanish)
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2'])
    const page = await response.text()
    expect(page).toContain(pageWords.es.busyTitle)
    expect(page).toContain('value="ana@example.org"')
  })

  it.each([
    [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
    [{ 'Sec-Fetch-Site': 'same-site' }, 403],
    [{ 'Sec-Fetch-Site': 'cross-site', Origin: 'http://localhost' }, 403],
    [{ Origin: 'https://evil.example' }, 403],
    [{ Origin: 'http://localhost:81' }, 403],
    [{ 'Sec-Fetch-Site': 'same-origin', Origin: 'null' }, 303],
    [{ 'Sec-Fetch-Site': 'none' }, 303],
    [{ Origin: 'http://localhost' }, 303],
    [{ Origin: 'https://example.org' }, 303],
    [{ Origin: 'null' }, 303],
    [{}, 303],
  ])('with %j answers %i', async (headers, status) => {
    const site = newSite({ publicUrl: 'https://example.org' })
    const fields = { email: 'ana@example.org', password: goodPassword }
    expect((await site.sendForm('/', fields, headers)).status).toBe(status)
    expect(await site.mailbox.list()).toHaveLength(status === 303 ? 1 : 0)
  })

  it.each([
    ['application/json', '{}', 415],
    ['multipart/form-data; boundary=x', '--x--', 415],
    ['application/x-www-form-urlencoded', 'email=%ff', 400],
    ['application/x-www-form-urlencoded', 'email=%', 400],
    ['application/x-www-form-urlencoded', 'email=a&email=b', 400],
    ['application/x-www-form-urlencoded', '', 422],
    ['application/x-www-form-urlencoded', '&&==&email', 422],
    ['application/x-www-form-urlencoded', `email=${'a'.repeat(20_000)}`, 413],
  ])('takes no %s of %j', async (type, body, status) => {
    const response = await newSite().send('POST', '/', body, { 'Content-Type': type, ...browser })
    expect(response.status).toBe(status)
    expect(await response.text()).toMatch(/^<!doctype html>/)
  })
})

describe('the page of a registration', () => {
  it('keeps itself up to date while something is about to happen', async () => {
    const site = newSite({ hasRoom: false })
    const { id } = await register(site, 'ana@example.org')
    const page = await pageAt(site, `/registrations/${id}`)
    expect(page).toContain('<meta http-equiv="refresh" content="2"/>')
    expect(page).toContain(pageWords.en.onItsWayTitle)
    expect(page).not.toContain('<form')
  })

  it('sends again at the press of a button, and says how long to wait before', async () => {
    const site = newSite()
    const { id } = await register(site, 'ana@example.org')
    const again = `/registrations/${id}/confirmation-email`
    expect(await pageAt(site, `/registrations/${id}`)).toContain(`<form class="aside" method="post" action="${again}">`)
    const early = await site.sendForm(again, {}, browser)
    expect([early.status, early.headers.get('retry-after')]).toEqual([429, '60'])
    const page = await early.text()
    expect(page).toContain('Please wait 60 seconds')
    expect(page).not.toContain('http-equiv="refresh"')
    site.clock.advance(60_000)
    const late = await site.sendForm(again, {}, browser)
    expect([late.status, late.headers.get('location')]).toEqual([303, `/registrations/${id}`])
    expect(await site.mailbox.list()).toHaveLength(2)
  })

  it('offers another address once the first one was refused, and nothing moves under the typing hand', async () => {
    const site = newSite()
    const { id } = await register(site, 'unknown@example.org')
    site.clock.advance(1_000)
    const before = await pageAt(site, `/registrations/${id}`)
    expect(before).toContain('There is no mailbox with this address.')
    expect(before).not.toContain('http-equiv="refresh"')
    const wrong = await site.sendForm(`/registrations/${id}/email`, { email: 'ana@' }, browser)
    const page = await wrong.text()
    expect(wrong.status).toBe(422)
    expect(page).toMatch(/<input id="email"[^>]* value="ana@"[^>]* aria-describedby="email-error" autofocus=""/)
    const right = await site.sendForm(`/registrations/${id}/email`, { email: 'ana@example.org' }, browser)
    expect([right.status, right.headers.get('location')]).toEqual([303, `/registrations/${id}`])
    const late = await site.sendForm(`/registrations/${id}/email`, { email: 'beto@example.org' }, browser)
    expect(late.status).toBe(409)
    expect(await late.text()).toContain(pageWords.en.correctImpossible)
  })

  it('leads to its message in development, and nowhere else', async () => {
    const site = newSite()
    const { id } = await register(site, 'ana@example.org')
    expect(await pageAt(site, `/registrations/${id}`)).toContain('<a href="/mailbox/1">')
    const elsewhere = newSite({ hasMailbox: false })
    const other = await register(elsewhere, 'ana@example.org')
    expect(await pageAt(elsewhere, `/registrations/${other.id}`)).not.toContain('mailbox')
  })

  it('says what to do once it is over', async () => {
    const site = newSite({ afterConfirmUrl: 'https://example.org/welcome?a=1&b=2' })
    const confirmed = await register(site, 'ana@example.org')
    const expired = await register(site, 'beto@example.org')
    await site.sendForm('/confirm', { token: await site.tokenSentTo('ana@example.org') })
    site.clock.advance(31 * 24 * 3_600_000)
    const first = await pageAt(site, `/registrations/${confirmed.id}`)
    expect(first).toContain(pageWords.en.confirmedTitle)
    expect(first).toContain('<a class="button" href="https://example.org/welcome?a=1&amp;b=2">')
    const second = await pageAt(site, `/registrations/${expired.id}`)
    expect(second).toContain(pageWords.en.expiredTitle)
    expect(second).toContain('<a class="button" href="/">')
    for (const [id, path] of [
      [confirmed.id, 'confirmation-email'],
      [expired.id, 'email'],
    ] as const) {
      const response = await site.sendForm(`/registrations/${id}/${path}`, { email: 'c@example.org' }, browser)
      expect([response.status, response.headers.get('location')]).toEqual([303, `/registrations/${id}`])
    }
  })

  it('is not there for an unknown id', async () => {
    const site = newSite()
    for (const path of ['/registrations/nobody', '/registrations/%00']) {
      const response = await site.send('GET', path, undefined, spanish)
      expect(response.status).toBe(404)
      expect(await response.text()).toContain('No existe ese registro')
    }
    expect((await site.sendForm('/registrations/nobody/email', { email: 'a@example.org' })).status).toBe(404)
    expect((await site.sendForm('/registrations/nobody/confirmation-email', {})).status).toBe(404)
  })
})

describe('/confirm', () => {
  it('changes nothing when it is looked at, and confirms at the press of its button', async () => {
    const site = newSite({ afterConfirmUrl: 'https://example.org/welcome' })
    const { id } = await register(site, 'ana@example.org')
    const token = await site.tokenSentTo('ana@example.org')
    for (const method of ['GET', 'GET', 'HEAD']) await site.send(method, `/confirm?token=${token}`, undefined, browser)
    const state = async (): Promise<unknown> => (await site.send('GET', `/v1/registrations/${id}`)).json()
    expect(await state()).toMatchObject({ status: 'pending' })
    const page = await pageAt(site, `/confirm?token=${token}`)
    expect(page).toContain(`<form method="post" action="/confirm"><input type="hidden" name="token" value="${token}"/>`)
    const pressed = await site.sendForm('/confirm', { token }, browser)
    expect(pressed.status).toBe(200)
    const result = await pressed.text()
    expect(result).toContain(pageWords.en.confirmedTitle)
    expect(result).toContain('href="https://example.org/welcome"')
    expect(result).not.toContain(token)
    expect(await state()).toMatchObject({ status: 'confirmed' })
    expect((await site.sendForm('/confirm', { token }, browser)).status).toBe(200)
  })

  it('says what became of a link that does not work', async () => {
    const site = newSite()
    await register(site, 'ana@example.org')
    const token = await site.tokenSentTo('ana@example.org')
    site.clock.advance(25 * 3_600_000)
    const late = await site.sendForm('/confirm', { token }, spanish)
    expect(late.status).toBe(410)
    expect(await late.text()).toContain('El enlace ha caducado')
    expect((await site.sendForm('/confirm', { token: 'x' }, browser)).status).toBe(404)
    expect((await site.sendForm('/confirm', {}, browser)).status).toBe(404)
    expect((await site.send('GET', '/confirm', undefined, browser)).status).toBe(404)
  })

  it('lets no token write into the page', async () => {
    const page = await pageAt(newSite(), '/confirm?token=%22%3E%3Cscript%3Ealert(1)%3C/script%3E')
    expect(page).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"')
  })
})
