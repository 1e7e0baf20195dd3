import { describe, expect, it } from 'vitest'
import { newSite, problemOf, register } from './site-in-memory.js'

const hosts = ['localhost', 'localhost:3000', '127.0.0.1', '127.0.0.1:3000', '127.8.8.8', '[::1]:3000']
const strangers = [
  'example.org',
  'mailbox.localhost.example.org',
  '127.0.0.1.example.org',
  '10.0.0.1',
  '192.168.1.2:3000',
  '[::2]',
  '0.0.0.0',
]

describe('the mailbox', () => {
  it('lists the messages, newest first, and shows one of them as text, frame and source', async () => {
    const site = newSite()
    await register(site, 'ana@example.org')
    await register(site, 'beto@example.org')
    const list = await (await site.send('GET', '/mailbox')).text()
    expect([...list.matchAll(/href="\/mailbox\/(\d+)"/g)].map(([, id]) => id)).toEqual(['2', '1'])
    expect(list).toContain('<span>beto@example.org</span>')
    const response = await site.send('GET', '/mailbox/1')
    const page = await response.text()
    expect(response.headers.get('content-security-policy')).toContain("frame-src 'self'")
    const token = await site.tokenSentTo('ana@example.org')
    expect(page).toContain(`<pre>Your link: <a href="http://localhost/confirm?token=${token}">`)
    expect(page).toMatch(/<iframe title="HTML" src="\/mailbox\/1\/html" sandbox="allow-popups [^"]*">/)
    expect(page).toContain('<dd>ana@example.org</dd>')
    expect(page).not.toContain('<script>')
  })

  it('shows the HTML of a message where nothing in it can act', async () => {
    const site = newSite()
    await register(site, 'ana@example.org')
    const response = await site.send('GET', '/mailbox/1/html')
    expect(await response.text()).toContain('<script>parent.alert(1)</script>')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'/)
    expect(policy).not.toMatch(/allow-scripts|allow-same-origin|script-src/)
    expect(response.headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  })

  it('lists the addresses that fail on purpose, in the language of the reader', async () => {
    const site = newSite()
    const english = await (await site.send('GET', '/mailbox')).text()
    expect(english).toContain('Addresses that fail on purpose')
    expect(english).toContain('<dt>550@fail.test</dt><dd>no such user</dd>')
    const [alone, together] = english.split('all mail waits')
    expect(alone).toContain('550@fail.test')
    expect(together).toContain('<dt>554@fail.test</dt><dd>no &lt;relay&gt;</dd>')
    expect(together).not.toContain('550@fail.test')
    const spanish = await (await site.send('GET', '/mailbox', undefined, { 'Accept-Language': 'es' })).text()
    expect(spanish).toContain('Direcciones que fallan a propósito')
    expect(spanish).toContain('<dt>550@fail.test</dt><dd>usuario inexistente</dd>')
  })

  it('is empty at first, and knows no other message', async () => {
    const site = newSite()
    expect(await (await site.send('GET', '/mailbox')).text()).toContain('No message yet.')
    for (const path of ['/mailbox/1', '/mailbox/1/html', '/mailbox/%00']) {
      const response = await site.send('GET', path)
      expect(response.status).toBe(404)
      expect((await problemOf(response)).type).toBe('/docs#problem-unknown-message')
    }
  })

  it.each(hosts)('opens under %s', async (host) => {
    const response = await newSite().app.request(`http://${host}/mailbox`)
    expect(response.status).toBe(200)
  })

  it.each(strangers)('does not open under %s', async (host) => {
    const site = newSite()
    await register(site, 'ana@example.org')
    for (const path of ['/mailbox', '/mailbox/1', '/mailbox/1/html']) {
      const response = await site.app.request(`http://${host}${path}`)
      expect(response.status).toBe(421)
      expect((await problemOf(response)).type).toBe('/docs#problem-wrong-host')
    }
  })

  it('is not there at all where mail goes to a real server', async () => {
    const site = newSite({ hasMailbox: false })
    expect((await site.send('GET', '/mailbox')).status).toBe(404)
    expect(await (await site.send('GET', '/', undefined, { Accept: 'text/html' })).text()).not.toContain('/mailbox')
  })
})
