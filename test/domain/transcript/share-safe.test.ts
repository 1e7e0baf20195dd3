import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shareSafe } from '../../../src/domain/transcript/share-safe.js'
import type { RecordedLine, Statement } from '../../../src/domain/transcript/statement.js'
import { printed } from '../../conversations/script.js'
import { anyLine } from './generated.js'
import { received, sent } from '../../support/statements.js'

const line = (statement: Statement, index = 0): RecordedLine => ({
  counter: index + 1,
  at: 0,
  processId: 1,
  conversation: 1,
  statement,
})
const lines = (...statements: readonly Statement[]) => statements.map(line)
const shown = (given: readonly RecordedLine[], own?: readonly string[]) =>
  printed(shareSafe(given, own === undefined ? {} : { own }).map(({ statement }) => statement))

const connected: Statement = {
  kind: 'event',
  event: { event: 'connected', host: 'smtp.gmail.com', port: 465, secured: true },
}

describe('the share-safe export', () => {
  it('names nobody of ours, and leaves what the provider needs', () => {
    const export1 = shown(
      lines(
        {
          kind: 'event',
          event: {
            event: 'name-resolved',
            host: 'smtp.gmail.com',
            ms: 3,
            addresses: ['142.250.102.108', '2a00:1450:4013::6c'],
          },
        },
        { kind: 'event', event: { event: 'address-tried', address: '2a00:1450:4013::6c', port: 465 } },
        connected,
        received('220 smtp.gmail.com ESMTP y139sm19463388wmd.22 - gsmtp'),
        sent('EHLO mail.corp.example.com'),
        received('250-smtp.gmail.com at your service, [203.0.113.7]'),
        received('250-Hello dsl-203-0-113-7.isp.example.net [203.0.113.7]'),
        sent('MAIL FROM:<Alice.Smith@corp.example.com> SIZE=1843'),
        received('250 2.1.0 OK 15:03:11 y139sm19463388wmd.22 - gsmtp'),
        sent('RCPT TO:<bob@gmail.com>'),
        received(
          '550-5.1.1 <bob@gmail.com>: alice.smith at www.example.com, see https://support.google.com/mail/?p=NoSuchUser',
        ),
        received('550 5.7.1 [2001:db8::1] of 142.250.102.108 on corp.example.com, ticket alice.smith@CORP.example.com'),
        {
          kind: 'event',
          event: {
            event: 'message-handed-over',
            from: '"Smith, Alice" <alice.smith@corp.example.com>',
            to: 'Bob <bob@gmail.com>, carol@elsewhere.example.org',
            subject: 'Hello Bob, from alice.smith',
            date: 'Sat, 21 Nov 2026 15:03:11 +0000',
            messageId: '<1.2@corp.example.com>',
            bytes: 1843,
          },
        },
      ),
    )
    expect(export1).toEqual([
      "### SMTP Name 'smtp.gmail.com' resolved in 3 ms: 142.250.102.108, 2a00:1450:4013::6c",
      '### SMTP Trying address 2a00:1450:4013::6c, port 465',
      "### SMTP Connected to 'smtp.gmail.com' on port 465. (secured)",
      'S < "220 smtp.gmail.com ESMTP y139sm19463388wmd.22 - gsmtp"',
      'C > "EHLO host-1.example"',
      'S < "250-smtp.gmail.com at your service, [ip-1]"',
      'S < "250-Hello host-2.example [ip-1]"',
      'C > "MAIL FROM:<person-1@host-3.example> SIZE=1843"',
      'S < "250 2.1.0 OK 15:03:11 y139sm19463388wmd.22 - gsmtp"',
      'C > "RCPT TO:<person-2@gmail.com>"',
      'S < "550-5.1.1 <person-2@gmail.com>: person-1 at host-4.example, see https://support.google.com/mail/?p=NoSuchUser"',
      'S < "550 5.7.1 [ip-2] of 142.250.102.108 on host-3.example, ticket person-1@host-3.example"',
      '### SMTP Message handed over. From: person-1@host-3.example; To: person-2@gmail.com, person-3@host-5.example; ' +
        'Subject: Hello person-2, from person-1; Date: Sat, 21 Nov 2026 15:03:11 +0000; Message-ID: <message-1@host-3.example>; 1843 bytes',
    ])
  })

  it('keeps an address that was tried without a name', () => {
    const tried: Statement = { kind: 'event', event: { event: 'address-tried', address: '192.0.2.25', port: 25 } }
    expect(shown(lines(tried, received('220 192.0.2.25 greets 192.0.2.26'))).at(-1)).toBe(
      'S < "220 192.0.2.25 greets ip-1"',
    )
  })

  it('knows names that it is told', () => {
    expect(
      shown(lines(connected, received('535 mailer-7 of internal.acme.example and shop@acme.example: no')), [
        'mailer-7',
        'acme.example',
      ]),
    ).toEqual([
      "### SMTP Connected to 'smtp.gmail.com' on port 465. (secured)",
      'S < "535 user-1 of host-1.example and person-1@host-2.example: no"',
    ])
  })

  it('finds an address that a server repeats in quoted-printable or Base64', () => {
    const base64 = (text: string): string => Buffer.from(text).toString('base64')
    const said = shown(
      lines(
        connected,
        sent('RCPT TO:<jane.roe@people.example>'),
        received('550-5.1.1 =?utf-8?Q?jane.roe=40people.example?= and jane.roe=40mx.people.example'),
        received(`550-5.1.1 see https://bounces.gmail.com/x-:${base64('jane.roe@people.example')}`),
        received(`550-5.1.1 ${base64('<jane.roe@people.example>')} ${base64('Jane.Roe@people.example')}`),
        received(`550 5.1.1 ${base64('nobody.else@gmail.test')} a=40 b`),
      ),
      ['Jane.Roe@people.example'],
    ).slice(2)
    const mask = '*'.repeat(32)
    expect(said).toEqual([
      'S < "550-5.1.1 =?utf-8?Q?person-1=40host-1.example?= and person-1=40host-2.example"',
      `S < "550-5.1.1 see https://bounces.gmail.com/x-:${mask}"`,
      `S < "550-5.1.1 ${mask} ${mask}"`,
      `S < "550 5.1.1 ${base64('nobody.else@gmail.test')} a=40 b"`,
    ])
  })

  it('does not take a word of a command for a person', () => {
    expect(shown(lines(sent('RCPT TO:<data@example.org>'), sent('DATA')))).toEqual([
      'C > "RCPT TO:<person-1@host-1.example>"',
      'C > "DATA"',
    ])
  })

  it('tells neither where a file is nor who switched the recording', () => {
    expect(
      shown(
        lines(
          { kind: 'event', event: { event: 'extended-log-on', file: '/home/alice/logs/gmail.log' } },
          { kind: 'event', event: { event: 'recording-switched', on: true, by: 'alice' } },
        ),
      ),
    ).toEqual([
      '### SMTP Extended log is on: whole messages are kept in gmail.log',
      '### SMTP Recording switched on by somebody',
    ])
  })

  it.each([
    ['127.0.0.1', 'ip-1'],
    ['[IPv6:fe80::1]', '[IPv6:ip-1]'],
    ['::ffff:192.0.2.1', 'ip-1'],
    ['2001:db8:0:0:0:0:0:1', 'ip-1'],
    ['999.1.1.1', '999.1.1.1'],
    ['12:34:56', '12:34:56'],
    ['4.7.1', '4.7.1'],
    ['a::b::c', 'a::b::c'],
  ])('finds the IP addresses: %s', (text, clean) => {
    expect(shown(lines(received(`250 ${text} ok`)))).toEqual([`S < "250 ${clean} ok"`])
  })

  it('leaves no trace of any person, host or address of ours, and keeps order, numbers and codes', () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9]{3,9}$/)
    fc.assert(
      fc.property(
        label,
        label,
        fc.ipV4(),
        fc.ipV6().filter((address) => address !== '::'),
        fc.constantFrom('250', '535', '550'),
        (local, domain, ip4, ip6, code) => {
          fc.pre(!['mail', 'user', 'person', 'host', 'example', 'from', 'size', 'ehlo', 'rcpt'].includes(local))
          const host = `${domain}.example.org`
          const given = lines(
            connected,
            sent(`EHLO mx.${host}`),
            received(`${code} hello mx.${host} [${ip4}] (${ip6})`),
            sent(`MAIL FROM:<${local}@${host}>`),
            received(`${code} <${local.toUpperCase()}@${host}> (${local}) ${host}: ${ip4}, ${ip6}`),
          )
          const safe = shareSafe(given)
          const text = printed(safe.map(({ statement }) => statement))
            .join('\n')
            .toLowerCase()
          for (const secret of [`${local}@`, `(${local})`, host, ip4, ip6.toLowerCase()])
            expect(text).not.toContain(secret)
          expect(text.match(/\bperson-\d+/g)).toEqual(['person-1', 'person-1', 'person-1'])
          expect(safe.map(({ counter }) => counter)).toEqual(given.map(({ counter }) => counter))
          expect(text).toContain(`s < "${code} `)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('takes any lines, and changes only texts', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 6 }), (given) => {
        const safe = shareSafe(given)
        expect(safe.map(({ counter, at, statement }) => [counter, at, statement.kind])).toEqual(
          given.map(({ counter, at, statement }) => [counter, at, statement.kind]),
        )
      }),
    )
  })
})
