import { resolve } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSettings } from '../../../src/adapters/environment/read-settings.js'
import { parseSmtpUrl } from '../../../src/adapters/environment/smtp-url.js'

const usual = { verify: true, recording: true, timeoutScale: 1, maxConnections: 5 }

function problemsOf(text: string): readonly string[] {
  const parsed = parseSmtpUrl(text)
  return parsed.outcome === 'valid' ? [] : parsed.problems
}

describe('the address of an SMTP server', () => {
  it.each([
    ['smtp://smtp.example.com', { host: 'smtp.example.com', port: 587, tls: 'starttls' }],
    ['smtps://smtp.example.com', { host: 'smtp.example.com', port: 465, tls: 'implicit' }],
    ['smtp://SMTP.Example.com:2525/', { host: 'smtp.example.com', port: 2525, tls: 'starttls' }],
    ['smtp://192.0.2.1', { host: '192.0.2.1', port: 587, tls: 'starttls' }],
    ['smtp://[2001:db8::1]:25', { host: '2001:db8::1', port: 25, tls: 'starttls' }],
    ['smtp://münchen.example', { host: 'xn--mnchen-3ya.example', port: 587, tls: 'starttls' }],
    ['smtps://u:p@h.example', { host: 'h.example', port: 465, tls: 'implicit', user: 'u', password: 'p' }],
    [
      'smtp://ana%40example.com:p%40ss%2Fw%23rd%3F%25%20%C3%B1@h.example:587',
      { host: 'h.example', port: 587, tls: 'starttls', user: 'ana@example.com', password: 'p@ss/w#rd?% ñ' },
    ],
    ['smtp://h.example?tls=opportunistic', { host: 'h.example', port: 587, tls: 'opportunistic' }],
    ['smtp://h.example?tls=none', { host: 'h.example', port: 587, tls: 'none' }],
    [
      'smtp://h.example?name=mx.site.example',
      { host: 'h.example', port: 587, tls: 'starttls', ehloName: 'mx.site.example' },
    ],
    ['smtp://h.example?name=[192.0.2.1]', { host: 'h.example', port: 587, tls: 'starttls', ehloName: '[192.0.2.1]' }],
    ['smtp://h.example?name=[IPv6:::1]', { host: 'h.example', port: 587, tls: 'starttls', ehloName: '[IPv6:::1]' }],
    ['smtp://h.example?auth=login', { host: 'h.example', port: 587, tls: 'starttls', authMethod: 'LOGIN' }],
    ['smtp://h.example?ca=/etc/ca.pem', { host: 'h.example', port: 587, tls: 'starttls', caFile: '/etc/ca.pem' }],
    ['smtp://h.example?verify=no', { host: 'h.example', port: 587, tls: 'starttls', verify: false }],
    ['smtp://h.example?timeout=0.5', { host: 'h.example', port: 587, tls: 'starttls', timeoutScale: 0.5 }],
    ['smtp://h.example?maxConnections=20', { host: 'h.example', port: 587, tls: 'starttls', maxConnections: 20 }],
    ['smtp://h.example?rate=60/min', { host: 'h.example', port: 587, tls: 'starttls', ratePerMinute: 60 }],
    ['smtp://h.example?daily=2000', { host: 'h.example', port: 587, tls: 'starttls', perDay: 2000 }],
    ['smtp://h.example?logFile=x.log', { host: 'h.example', port: 587, tls: 'starttls', logFile: resolve('x.log') }],
    ['smtp://h.example?recording=off', { host: 'h.example', port: 587, tls: 'starttls', recording: false }],
    [
      'smtp://u:p@h.example?tls=none&rate=6/min&daily=9&verify=no',
      {
        host: 'h.example',
        port: 587,
        tls: 'none',
        user: 'u',
        password: 'p',
        ratePerMinute: 6,
        perDay: 9,
        verify: false,
      },
    ],
  ])('%s', (text, provider) => {
    expect(parseSmtpUrl(text)).toEqual({ outcome: 'valid', provider: { ...usual, ...provider } })
  })

  it.each([
    ['', 'cannot be read'],
    ['smtp.example.com', 'cannot be read'],
    ['smtp://', 'cannot be read'],
    ['smtp:smtp.example.com', 'cannot be read'],
    ['http://h.example', 'starts with neither smtp://'],
    ['smtp://h.example/path', 'has a path'],
    ['smtp://h.example#x', 'holds a #'],
    ['smtp://u:p%zz@h.example', 'holds a % in user or password'],
    ['smtp://:p@h.example', 'has a password but no user'],
    ['smtp://u@h.example', 'has a user but no password'],
    ['smtp://h.example:0', 'names port 0'],
    ['smtp://h.example:99999', 'cannot be read'],
    ['smtp://%2Fetc', 'names a host that is no host name'],
    ['smtps://h.example?tls=none', 'has tls= together with smtps://'],
    ['smtp://h.example?tls=always', 'has tls= that is neither opportunistic nor none'],
    ['smtp://h.example?name=a_b', 'has name= that is neither a host name'],
    ['smtp://h.example?auth=xoauth', 'has auth= that is none of PLAIN, LOGIN, CRAM-MD5'],
    ['smtp://h.example?ca=', 'has an empty ca='],
    ['smtp://h.example?logFile=', 'has an empty logFile='],
    ['smtp://h.example?verify=maybe', 'has verify= that is none of yes, no'],
    ['smtp://h.example?recording=maybe', 'has recording= that is none of on, off'],
    ['smtp://h.example?timeout=0', 'has timeout= that is not a number from 0.001 to 100'],
    ['smtp://h.example?maxConnections=1.5', 'has maxConnections= that is not a number from 1 to 1000'],
    ['smtp://h.example?maxConnections=0', 'has maxConnections= that is not a number from 1 to 1000'],
    ['smtp://h.example?rate=60', 'has rate= that is not like 60/min'],
    ['smtp://h.example?rate=0/min', 'has rate= that is not like 60/min'],
    ['smtp://h.example?daily=many', 'has daily= that is not a number from 1 to 100000000'],
    ['smtp://h.example?tls=none&tls=opportunistic', 'has tls= more than once'],
    ['smtp://h.example?colour=red', 'has a parameter that is not known'],
  ])('is not %s: it %s', (text, problem) => {
    const problems = problemsOf(text)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(problem)
  })

  it('tells all its problems at once', () => {
    expect(problemsOf('smtp://u@h.example/x?tls=x&rate=x')).toHaveLength(4)
  })

  it('carries any user and password that is percent-encoded', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 })
    fc.assert(
      fc.property(text, text, (user, password) => {
        const url = `smtp://${encodeURIComponent(user)}:${encodeURIComponent(password)}@h.example`
        expect(parseSmtpUrl(url)).toMatchObject({ outcome: 'valid', provider: { user, password } })
      }),
    )
  })
})

/** Passwords with everything in them that means something in an address. */
const password = fc
  .array(fc.oneof(fc.constantFrom(...'@:/?#%&=+ []'), fc.stringMatching(/^[A-Za-z0-9]{1,4}$/)), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => `${parts.join('')}Zq9xK7`)
const address = fc
  .tuple(
    fc.constantFrom('smtp://', 'smtps://', 'smtp:', 'http://', ''),
    fc.constantFrom('user', 'a@b.example', ''),
    password,
    fc.boolean(),
    fc.constantFrom('@h.example', '@h.example:0', '@h.example?tls=x', '@h.example/x', '@', '@h.example#x', '@h_h', ''),
  )
  .map(([start, user, secret, isEncoded, end]) => ({
    secret,
    url: `${start}${user}:${isEncoded ? encodeURIComponent(secret) : secret}${end}`,
  }))

describe('what is said about a bad address', () => {
  it('never holds any piece of its password, however wrongly it is written', () =>
    fc.assert(
      fc.property(address, ({ url, secret }) => {
        const read = readSettings({ SMTP_URL: url, MAIL_FROM: 'a@b.example' }, () => undefined)
        const said = read.outcome === 'invalid' ? read.faults.map(({ message }) => message).join('\n') : ''
        expect(said).not.toContain('Zq9xK7')
        expect(said.toLowerCase()).not.toContain('zq9xk7')
        // A piece of letters alone, or of digits, may be a word or a number of ours by chance.
        const pieces = secret.split(/[^A-Za-z0-9]+/).filter((part) => /[A-Za-z]\d|\d[A-Za-z]/.test(part))
        for (const piece of pieces.filter((part) => part.length > 3)) {
          expect(said).not.toContain(piece)
        }
      }),
      { numRuns: 1_000 },
    ))

  it.each([
    'smtp://user:12?Zq9xK7=1@h.example',
    'smtp://user:12?Zq9xK7@h.example',
    'smtp://user:12#Zq9xK7@h.example',
    'smtp://user:Zq9xK7:25/@h.example',
    'Zq9xK7://h.example',
    'user:Zq9xK7@h.example',
  ])('hides the secret in %s', (url) => {
    expect(problemsOf(url).length).toBeGreaterThan(0)
    expect(problemsOf(url).join('\n').toLowerCase()).not.toContain('zq9xk7')
  })
})

describe('several addresses', () => {
  it('are providers in order of preference', () => {
    const urls = ' smtp://u:p@a.example \n\tsmtps://u:p@b.example  smtp://u:p@a.example'
    const read = readSettings({ SMTP_URL: urls, MAIL_FROM: 'a@b.example' }, () => undefined)
    const hosts = read.outcome === 'valid' ? read.settings.providers.map(({ host }) => host) : read.faults
    expect(hosts).toEqual(['a.example', 'b.example', 'a.example'])
  })

  it('say which of them is wrong', () => {
    const read = readSettings(
      { SMTP_URL: 'smtp://a.example smtp://b.example?tls=x', MAIL_FROM: 'a@b.example' },
      () => undefined,
    )
    const messages = read.outcome === 'invalid' ? read.faults.map(({ message }) => message) : []
    expect(messages).toHaveLength(1)
    expect(messages[0]).toMatch(/^address 2 of 2 has tls= that is neither/)
  })
})
