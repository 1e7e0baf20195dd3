import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ReceivedCall, WebhookReceiver } from '../support/webhook-receiver.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { Service, runProgram } from './service.js'

const secret = `whsec_${randomBytes(32).toString('base64')}`

function bodyOf({ body, headers }: ReceivedCall): unknown {
  return new Webhook(secret).verify(body, headers as Record<string, string>)
}

describe('webhooks of a running service', () => {
  let receiver: WebhookReceiver
  let service: Service | undefined
  let folder = ''
  beforeEach(async () => {
    receiver = await WebhookReceiver.open()
    folder = await temporaryFolder()
  })
  afterEach(async () => {
    await service?.end()
    service = undefined
    await receiver.close()
  })

  it('tell of a confirmation, also when the other side was away and the service was killed meanwhile', async () => {
    const variables = { EVENTS_WEBHOOK_URL: `${receiver.url}/events/`, WEBHOOK_SECRET: secret }
    receiver.answer = (response) => void response.writeHead(503).end()
    service = await Service.start(variables)
    const { id } = await service.register({ email: 'ana@example.org' })
    await service.emailIn(id, 'accepted')
    const token = await tokenIn(service)
    const confirmed = await service.post('/v1/confirmations', { token })
    const { userId } = (await confirmed.json()) as { readonly userId: string }
    const [first] = await receiver.called(1)
    while (!service.stderr.includes('webhook not taken')) await new Promise((resolve) => setImmediate(resolve))
    await service.stop('SIGKILL')
    receiver.answer = (response) => void response.writeHead(204).end()
    service = await Service.start(variables, service.dataDir)
    const [, second] = await receiver.called(2)
    expect(second?.path).toBe('/events/')
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    if (second === undefined) throw new Error('Nobody called.')
    expect(bodyOf(second)).toMatchObject({
      type: 'registration.confirmed',
      data: { registrationId: id, userId, email: 'ana@example.org' },
    })
  }, 60_000)

  it('tell of an incident, without naming anybody', async () => {
    service = await Service.start({
      SMTP_URL: 'smtp://127.0.0.1:1?tls=none',
      MAIL_FROM: 'shop@example.org',
      ALERT_WEBHOOK_URL: receiver.url,
      WEBHOOK_SECRET: secret,
    })
    await service.register({ email: 'ana.nunez@example.org' })
    const [call] = await receiver.called(1)
    if (call === undefined) throw new Error('Nobody called.')
    expect(bodyOf(call)).toMatchObject({
      type: 'incident.opened',
      data: { provider: '127.0.0.1:1', cause: 'connection-refused', phase: 'connect' },
    })
    expect(call.body).not.toContain('nunez')
    expect(service.stderr).not.toContain(secret.slice(6))
  })

  it.each([
    ['missing', {}],
    ['short', { WEBHOOK_SECRET: `whsec_${randomBytes(23).toString('base64')}` }],
    ['long', { WEBHOOK_SECRET: `whsec_${randomBytes(65).toString('base64')}` }],
    ['no base64', { WEBHOOK_SECRET: 'whsec_this is no base64 at all, or is it?' }],
  ])('want a secret that is not %s', async (_what, variables) => {
    const { code, stderr } = await runProgram(
      ['serve'],
      { DATA_DIR: join(folder, 'data'), PORT: '0', ALERT_WEBHOOK_URL: receiver.url, ...variables },
      folder,
    )
    expect(code).toBe(1)
    expect(stderr).toMatch(/^WEBHOOK_SECRET: .*expected whsec_ and 24 to 64 random bytes in base64.*\n$/)
    const [given] = Object.values(variables)
    if (given !== undefined) expect(stderr).not.toContain(given.slice(6))
  })
})

/** The token in the link of the newest message in the built-in mailbox. */
async function tokenIn(service: Service): Promise<string> {
  const list = await (await fetch(`${service.url}/mailbox`)).text()
  const path = /href="(\/mailbox\/[^"]+)"/.exec(list)?.[1] ?? ''
  const message = await (await fetch(`${service.url}${path}`)).text()
  const token = /token=([\w-]+)/.exec(message)?.[1]
  if (token === undefined) throw new Error(`No link in ${path}: ${message.slice(0, 2_000)}`)
  return token
}
