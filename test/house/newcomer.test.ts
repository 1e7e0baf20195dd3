import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { Service, tokenIn } from './service.js'

describe('the service with nothing configured', () => {
  let service: Service | undefined
  afterEach(() => service?.end())

  it('listens, says what it chose, and takes a person from the form to the confirmed account', async () => {
    service = await Service.start()
    const { id, status, email, links } = await service.register({
      email: 'Ana@example.test',
      name: 'Ana',
      locale: 'es',
    })
    expect({ status, links }).toEqual({ status: 'pending', links: { self: `/v1/registrations/${id}` } })
    expect(['queued', 'sending', 'accepted']).toContain(email.state)
    await service.emailIn(id, 'accepted')

    const source = await messageSource(service, id)
    expect(source).toContain('Auto-Submitted: auto-generated')
    const confirmation = await service.post('/v1/confirmations', { token: tokenIn(source) })
    expect(confirmation.status).toBe(200)
    expect((await service.registration(id)).status).toBe('confirmed')
    expect((await service.post('/v1/confirmations', { token: tokenIn(source) })).status).toBe(200)

    const mailbox = await (await fetch(`${service.url}/mailbox`)).text()
    for (const failing of ['550@fail.test', '451@fail.test', '552@fail.test', 'timeout@fail.test', 'drop@fail.test']) {
      expect(mailbox).toContain(`<dt>${failing}</dt>`)
    }
    expect(service.stdout).toContain(`${service.url}/mailbox`)
    expect(service.stdout).toContain('SMTP_SERVICE=gmail')
    expect(service.stdout).toContain('smtp.log')
    expect(service.stdout).not.toContain(await service.operatorToken)
  })

  it('records the conversation over STARTTLS line by line, the login masked, and ends politely', async () => {
    service = await Service.start()
    const { id } = await service.register({ email: 'ana@example.test' })
    await service.emailIn(id, 'accepted')
    const log = await service.logWith('SMTP Connection closed')
    const statements = log.split('\n').map((line) => line.replace(/^\S+ \S+ \S+ \S+ /, ''))
    const order = ['S < "220 ', 'C > "EHLO', 'C > "STARTTLS"', 'C > "AUTH ', 'C > "MAIL FROM', 'C > "RCPT TO']
    const places = order.map((start) => statements.findIndex((statement) => statement.startsWith(start)))
    expect(places.every((place) => place >= 0)).toBe(true)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(statements.find((statement) => statement.startsWith('C > "AUTH'))).toMatch(/^C > "AUTH \S+ \*{32}"$/)
    expect(statements.some((statement) => statement.startsWith('### SMTP Message handed over. From: '))).toBe(true)
    expect(statements.some((statement) => statement === 'C > "QUIT"')).toBe(true)
    const counters = log
      .trimEnd()
      .split('\n')
      .map((line) => Number(line.split(' ', 1)[0]))
    expect(counters).toEqual(counters.map((_, at) => (counters[0] ?? 0) + at))
  })

  it('keeps what it writes to itself', async () => {
    service = await Service.start()
    const modes = await Promise.all(
      ['.', 'operator-token', 'secret-key', 'registro.db', 'service.json', 'logs/smtp.log'].map(async (name) => {
        const { mode } = await stat(join(service?.dataDir ?? '', name))
        return (mode & 0o077) === 0 ? 'private' : name
      }),
    )
    expect(new Set(modes)).toEqual(new Set(['private']))
  })

  it('ends with 0 on either signal, and takes its notice back', async () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      service = await Service.start()
      const { id } = await service.register({ email: 'ana@example.test' })
      expect(id).toMatch(/^[\w-]{22,}$/)
      expect(await service.stop(signal)).toBe(0)
      await expect(stat(join(service.dataDir, 'service.json'))).rejects.toMatchObject({ code: 'ENOENT' })
      await service.end()
    }
  })
})

async function messageSource(service: Service, id: string): Promise<string> {
  const page = await (await fetch(`${service.url}/registrations/${id}`)).text()
  const message = /href="(\/mailbox\/[^"]+)"/.exec(page)?.[1]
  if (message === undefined) throw new Error('The status page holds no link to the mailbox')
  const shown = await (await fetch(`${service.url}${message}`)).text()
  return shown.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}
