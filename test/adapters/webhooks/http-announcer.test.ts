import { createServer } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { ServerResponse } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HttpAnnouncer } from '../../../src/adapters/webhooks/http-announcer.js'
import { announcerContract } from '../../contracts/announcer.contract.js'
import { anAnnouncement } from '../../contracts/store-samples.js'
import { WebhookReceiver } from '../../support/webhook-receiver.js'

const secret = `whsec_${Buffer.from('a secret of thirty-two bytes. ok').toString('base64')}`

function announcerTo(url: string, timeoutMs?: number): HttpAnnouncer {
  const timeout = timeoutMs === undefined ? {} : { timeoutMs }
  return new HttpAnnouncer({ urls: { events: url }, secret, version: '1.2.3', ...timeout })
}

describe('HttpAnnouncer', () => {
  announcerContract(async () => {
    const receiver = await WebhookReceiver.open()
    return {
      announcer: announcerTo(receiver.url),
      takes: (isTaken) => {
        receiver.answer = (response) => void response.writeHead(isTaken ? 200 : 500).end()
      },
      told: () => receiver.calls.map(({ headers }) => String(headers['webhook-id'])),
      close: () => receiver.close(),
    }
  })

  let receiver: WebhookReceiver
  beforeEach(async () => {
    receiver = await WebhookReceiver.open()
  })
  afterEach(() => receiver.close())

  it('sends a signed POST that the library of the standard verifies', async () => {
    const data = JSON.stringify({ registrationId: 'r', userId: 'u', email: 'ünï@example.org' })
    await announcerTo(`${receiver.url}/hooks/?who=us`).tell(anAnnouncement('msg-1', { data }))
    const [call] = receiver.calls
    expect([call?.method, call?.path]).toEqual(['POST', '/hooks/?who=us'])
    expect(call?.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': 'msg-1',
      'user-agent': 'registro/1.2.3',
    })
    expect(new Webhook(secret).verify(call?.body ?? '', call?.headers as Record<string, string>)).toEqual({
      type: 'registration.confirmed',
      timestamp: '2026-11-21T12:00:00.000Z',
      data: { registrationId: 'r', userId: 'u', email: 'ünï@example.org' },
    })
    expect(() => new Webhook(secret).verify(`${call?.body ?? ''} `, call?.headers as Record<string, string>)).toThrow(
      /signature/,
    )
  })

  it.each([
    ['ana%40shop:p%C3%A4ss%2Fword', 'ana@shop:päss/word'],
    ['ana', 'ana:'],
    ['100%:p', '100%:p'],
  ])('logs in with the user and password of the address: %s', async (login, expected) => {
    const url = `${receiver.url.replace('//', `//${login}@`)}/hooks?who=us`
    expect(await announcerTo(url).tell(anAnnouncement('a'))).toEqual({ outcome: 'taken' })
    const [call] = receiver.calls
    expect(call?.path).toBe('/hooks?who=us')
    expect(call?.headers.authorization).toBe(`Basic ${Buffer.from(expected).toString('base64')}`)
    expect(call?.body).not.toContain('ana')
  })

  it('sends no login where the address has none', async () => {
    await announcerTo(receiver.url).tell(anAnnouncement('a'))
    expect(receiver.calls[0]?.headers).not.toHaveProperty('authorization')
  })

  it('says the same again under the same id', async () => {
    const announcer = announcerTo(receiver.url)
    await announcer.tell(anAnnouncement('a'))
    await announcer.tell(anAnnouncement('a', { failures: 1, nextAttemptAt: 5 }))
    const [first, second] = receiver.calls
    expect([second?.body, second?.headers['webhook-id']]).toEqual([first?.body, first?.headers['webhook-id']])
  })

  it('follows no redirect', async () => {
    const elsewhere = await WebhookReceiver.open()
    for (const status of [301, 302, 303, 307, 308]) {
      receiver.answer = (response) => void response.writeHead(status, { location: elsewhere.url }).end()
      const telling = await announcerTo(receiver.url).tell(anAnnouncement('a'))
      expect(telling).toEqual({ outcome: 'not-taken', reason: `answered ${String(status)}` })
    }
    expect(elsewhere.calls).toEqual([])
    await elsewhere.close()
  })

  it.each([
    [429, '120', 120_000],
    [503, '0', 0],
    [503, 'Wed, 21 Oct 2026 07:28:00 GMT', undefined],
    [500, undefined, undefined],
  ])('hears of %s with Retry-After %s', async (status, retryAfter, expected) => {
    receiver.answer = (response) =>
      void response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end('no')
    expect(await announcerTo(receiver.url).tell(anAnnouncement('a'))).toEqual({
      outcome: 'not-taken',
      reason: `answered ${String(status)}`,
      ...(expected === undefined ? {} : { retryAfterMs: expected }),
    })
  })

  it('takes an answer as soon as its head is there, and lets go of a body without end', async () => {
    let response: ServerResponse | undefined
    receiver.answer = (answering) => {
      response = answering.writeHead(200)
      const endless = (): void => {
        // In a turn of its own each time: what the other side does must be heard in between.
        if (!answering.destroyed) answering.write('x'.repeat(65_536), () => setImmediate(endless))
      }
      endless()
    }
    expect(await announcerTo(receiver.url).tell(anAnnouncement('a'))).toEqual({ outcome: 'taken' })
    if (response !== undefined && !response.destroyed) await once(response, 'close')
  })

  it('waits no longer than it may, for a head or for a connection that stays silent', async () => {
    receiver.answer = () => undefined
    expect(await announcerTo(receiver.url, 50).tell(anAnnouncement('a'))).toEqual({
      outcome: 'not-taken',
      reason: 'timed out',
    })
  })

  it('says why there was no answer', async () => {
    const { url } = receiver
    await receiver.close()
    expect(await announcerTo(url).tell(anAnnouncement('a'))).toEqual({ outcome: 'not-taken', reason: 'ECONNREFUSED' })
    receiver = await WebhookReceiver.open()
    const rude = createServer((socket) => void socket.end('HTTP/9 nonsense\r\n\r\n')).listen(0, '127.0.0.1')
    await once(rude, 'listening')
    const broken = await announcerTo(`http://127.0.0.1:${String((rude.address() as AddressInfo).port)}`).tell(
      anAnnouncement('a'),
    )
    expect(broken).toEqual({ outcome: 'not-taken', reason: expect.stringMatching(/\S/) })
    rude.close()
  })

  it('takes nothing for a channel without an address', async () => {
    expect((await announcerTo(receiver.url).tell(anAnnouncement('a', { channel: 'alerts' }))).outcome).toBe('not-taken')
    expect(receiver.calls).toEqual([])
  })
})
