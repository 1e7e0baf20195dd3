import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AddressMask } from '../../../src/domain/transcript/address-mask.js'
import { mask } from '../../../src/domain/transcript/redaction.js'

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const hex = (text: string, sign: string): string =>
  Array.from(Buffer.from(text), (byte) => sign + byte.toString(16).toUpperCase().padStart(2, '0')).join('')

/** A conversation that has named a recipient. */
function maskFor(mailbox: string): AddressMask {
  const hidden = new AddressMask()
  hidden.sent(`RCPT TO:<${mailbox}>`)
  return hidden
}

describe('an address that was named is hidden in a reply', () => {
  const mailbox = 'Robert.Smith@example.org'
  it.each([
    ['as it is', 'to <Robert.Smith@example.org>', 'to <***@example.org>'],
    ['in other capitals', 'to <rObert.sMITH@EXAMPLE.org>, ROBERT.SMITH', 'to <***@EXAMPLE.org>, ***'],
    ['without its domain, as VRFY is answered', 'robert.smith', '***'],
    ['with a domain in another form', 'robert.smith@xn--e1afmkfd.example', '***@xn--e1afmkfd.example'],
    ['in Base64', `(${base64('Robert.Smith@example.org')})`, `(${mask})`],
    ['in Base64, in small letters, within other things', `(${base64('u=robert.smith@example.org;')})`, `(${mask})`],
    ['in Base64 without its domain', `(${base64('\0Robert.Smith\0')})`, `(${mask})`],
    ['in URL-safe Base64', `(${Buffer.from('?>?Robert.Smith@x').toString('base64url')})`, `(${mask})`],
    ['URL-encoded', '/?u=Robert.Smith%40example.org', '***%40example.org'],
    ['URL-encoded without need', `/?u=${hex('robert.smith@', '%')}example.org`, '***%40example.org'],
    ['in quoted-printable', 'robert.smith=40example.org', '***=40example.org'],
    ['in quoted-printable without need', `${hex('robert.smith@', '=')}example.org`, '***=40example.org'],
    ['in xtext', 'ORCPT=rfc822;Robert.Smith+40example.org', 'ORCPT=rfc822;***+40example.org'],
  ])('%s', (_, said, clean) => {
    expect(maskFor(mailbox).received(`550 5.1.1 ${said} unknown`)).toBe(`550 5.1.1 ${clean} unknown`)
  })

  it.each([
    ['broken within its local part', '<Robert.Smi', 'th@example.org>', `<${mask}`, '***@example.org>'],
    ['broken before the sign', '<robert.smith', '@example.org>', '<***', '@example.org>'],
    ['its xtext broken', 'ORCPT=rfc822;robe', 'rt.smith+40example.org', 'ORCPT=rfc822;robe', `${mask}example.org`],
    ['its Base64 broken', base64(mailbox).slice(0, 12), base64(mailbox).slice(12), mask, mask],
  ])('over two lines: %s', (_, one, two, oneClean, twoClean) => {
    const hidden = maskFor(mailbox)
    expect(hidden.received(`550-5.1.1 ${one}`)).toBe(`550-5.1.1 ${oneClean}`)
    expect(hidden.received(`550 5.1.1 ${two}`)).toBe(`550 5.1.1 ${twoClean}`)
  })
})

it.each([
  ['"al ice"@example.org', 'al ice: unknown; "AL ICE"@example.org', '***: unknown; ***@example.org'],
  [String.raw`"o\"hara"@example.org`, `o"hara ${base64('o"hara@example.org')}`, `*** ${mask}`],
  ["o'hara@example.org", "<o'hara@example.org> O'Hara", '<***@example.org> ***'],
  ['bob@example.org', `bob, bobsled, ${base64('bob@example.org')}`, `***, bobsled, ${mask}`],
  ['josé@müller.example', `JOSÉ, ${base64('josé@müller.example')}`, `***, ${mask}`],
  ['josé@müller.example', `jose\u0301 ${encodeURIComponent('josé')} jos=C3=A9=40`, '*** *** ***'],
  ['josélito@müller.example', `${encodeURIComponent('josélito')} ${hex('josélito', '=')}`, '*** ***'],
  ['user.one+news@example.org', 'user.one unknown; user.one+2Bnews+40example.org', '*** unknown; ***+40example.org'],
  ['@relay.example,@b.example:carol@example.org', 'carol', '***'],
  ['info@example.org', 'for info: info@example.org', 'for info: ***@example.org'],
])('%s is hidden in what a server makes of it', (mailbox, said, clean) => {
  expect(maskFor(mailbox).received(`550 ${said}`)).toBe(`550 ${clean}`)
})

it('hides whom we ask for or speak of in every other way', () => {
  const hidden = new AddressMask()
  expect(hidden.sent('VRFY walter')).toBe('VRFY walter'.replace('walter', '***'))
  expect(hidden.received('252 Walter is perhaps here')).toBe('252 *** is perhaps here')
  expect(hidden.sent('RCPT TO:<walter@example.org> ORCPT=rfc822;somebody.else+40example.net NOTIFY=NEVER')).toBe(
    'RCPT TO:<***@example.org> ORCPT=rfc822;***+40example.net NOTIFY=NEVER',
  )
  expect(hidden.text(`refused: ${base64('walter@example.org')}`)).toBe(`refused: ${mask}`)
  expect(hidden.message('see =77alter@example.org')).toBe('see ***@example.org')
  expect(hidden.message(base64('Dear walter@example.org').slice(0, 20))).toBe(mask)
})

it('leaves alone what names nobody', () => {
  const hidden = maskFor('robert.smith@example.org')
  for (const text of ['250-SIZE=4096 +4000 ok', '550 5.7.1 robertson, see https://x.example/?id=40', '250 2.1.5 Ok'])
    expect(hidden.received(text)).toBe(text)
})

const atom = fc.stringMatching(/^[a-z0-9!#$&'/?^_`{|}~+=-]{5,20}$/)
const framings: readonly ((address: string, noise: string) => string)[] = [
  (address) => `<${address}>`,
  (address) => `<${address.toUpperCase()}>`,
  (address, noise) => base64(noise + address + noise),
  (address, noise) => base64(noise + address.toUpperCase()),
  (address, noise) =>
    base64(noise + address.toLowerCase())
      .replaceAll('+', '-')
      .replaceAll('/', '_'),
  (address) => hex(address, '='),
  (address) => hex(address, '%').toLowerCase(),
  (address) => encodeURIComponent(address),
  (address) => address.replaceAll(/[+=@]/g, (sign) => hex(sign, '+')),
]
/** What a reader gets out of lines: the lines joined, with every encoding undone. */
function readings(lines: readonly string[]): string {
  const joined = lines.map((line) => line.replace(/^550[- ]/, '')).join('')
  const undone = joined.replaceAll(/[=%+]([0-9A-Fa-f]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )
  const runs = joined.match(/[\w+/-]{6,}/g) ?? []
  const decoded = runs.flatMap((run) => [0, 1, 2, 3].map((skip) => Buffer.from(run.slice(skip), 'base64').toString()))
  return [joined, undone, ...decoded].join('\n').toLowerCase()
}

it('whatever a server makes of an address, and wherever it breaks the line, the local part is not to be read', () => {
  fc.assert(
    fc.property(
      atom,
      fc.constantFrom(...framings),
      fc.stringMatching(/^[ :;]{0,2}$/),
      fc.nat(),
      (local, framed, noise, at) => {
        fc.pre(/[a-z]{3}/.test(local))
        const hidden = maskFor(`${local}@example.org`)
        const said = framed(`${local}@example.org`, noise)
        expect(readings([hidden.received(`550 ${said}`)])).not.toContain(local)
        const cut = at % (said.length + 1)
        const lines = [hidden.received(`550-${said.slice(0, cut)}`), hidden.received(`550 ${said.slice(cut)}`)]
        expect(readings(lines)).not.toContain(local)
      },
    ),
    { numRuns: 3000 },
  )
})
