import { describe, expect, it } from 'vitest'
import { InMemoryProviderProbe } from '../../../src/adapters/memory/in-memory-provider-probe.js'
import type { CheckProgress, ProviderCheck } from '../../../src/application/check-provider.js'
import { checkWorld } from '../../support/check-world.js'
import { asOperator } from '../../support/product-over-http.js'
import { newSite, problemOf, type Site } from './site-in-memory.js'

const path = '/v1/smtp-checks'
const asLines = { ...asOperator, Accept: 'application/x-ndjson' }

function siteWith(...probes: readonly InMemoryProviderProbe[]): Site {
  return newSite({ checkProvider: checkWorld(probes).use })
}

const good = new InMemoryProviderProbe({ name: 'one' })
const bad = new InMemoryProviderProbe({ name: 'two' }, () => ({ failsAt: 'auth' }))

interface Found {
  readonly fine: boolean
  readonly checks: readonly ProviderCheck[]
}

describe('POST /v1/smtp-checks', () => {
  it('answers with what was found of every provider', async () => {
    const response = await siteWith(good, bad).send('POST', path, undefined, asOperator)
    expect(response.status).toBe(200)
    const { fine, checks } = (await response.json()) as Found
    expect(fine).toBe(false)
    expect(checks).toMatchObject([
      { provider: 'one', outcome: 'fine' },
      { provider: 'two', outcome: 'not-fine', diagnosis: { cause: 'credentials-rejected' } },
    ])
    expect(checks[1]?.transcript.at(-1)).toContain('### SMTP Connection closed')
    expect(checks[1]?.reproduction).toHaveLength(2)
  })

  it('sends a real message, to one provider, when asked to', async () => {
    const response = await siteWith(good, bad).send(
      'POST',
      path,
      { to: 'ana@example.net', provider: 'one' },
      asOperator,
    )
    const { fine, checks } = (await response.json()) as Found
    expect(fine).toBe(true)
    expect(checks).toMatchObject([{ provider: 'one', diagnosis: { cause: 'accepted' } }])
  })

  it('answers with an extended log where one is asked for, and takes no path for it', async () => {
    const site = siteWith(good)
    const body = { to: 'ana@example.net', extended: true }
    const { checks } = (await (await site.send('POST', path, body, asOperator)).json()) as Found
    expect(checks[0]?.extendedLog?.join('\n')).toMatch(/ C > "Subject: /)
    expect(checks[0]?.transcript.join('\n')).not.toMatch(/ C > "Subject: /)
    const steps = await (await site.send('POST', path, body, asLines)).text()
    expect(steps).toMatch(/ C > \\"Subject: /)
    for (const extended of ['/tmp/whole.log', 1]) {
      const refused = await site.send('POST', path, { extended }, asOperator)
      expect(await problemOf(refused)).toMatchObject({ status: 422, errors: [{ field: 'extended' }] })
    }
  })

  it('has no extended log to answer with while nothing is recorded', async () => {
    const silent = new InMemoryProviderProbe({ name: 'one', recording: false })
    for (const headers of [asOperator, asLines]) {
      const response = await siteWith(silent).send('POST', path, { extended: true }, headers)
      expect(await problemOf(response)).toMatchObject({
        status: 409,
        type: expect.stringMatching(/problem-not-recording$/),
      })
    }
  })

  it('tells each step as a line of JSON where lines are wanted, and says when all is told', async () => {
    const response = await siteWith(good, bad).send('POST', path, {}, asLines)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/x-ndjson')
    const lines = (await response.text()).split('\n').filter((line) => line !== '')
    const steps = lines.map((line) => JSON.parse(line) as CheckProgress | { progress: 'done'; fine: boolean })
    expect(steps.map(({ progress }) => progress)).toEqual([
      'started',
      ...Array.from({ length: 8 }, () => 'stage'),
      'finished',
      'started',
      ...Array.from({ length: 8 }, () => 'stage'),
      'finished',
      'done',
    ])
    expect(steps.at(-1)).toEqual({ progress: 'done', fine: false })
  })

  it('tells a stage while the next is still under way', async () => {
    let goOn: (trouble: object) => void = () => {}
    const answer = new Promise<object>((resolve) => {
      goOn = resolve
    })
    const probe = new InMemoryProviderProbe({ name: 'slow' }, () => answer)
    const response = await siteWith(probe).app.request(path, { method: 'POST', headers: asLines })
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    let text = ''
    while (!text.includes('"settings"')) text += new TextDecoder().decode((await reader.read()).value)
    expect(text).not.toContain('finished')
    goOn({})
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      text += new TextDecoder().decode(value)
    }
    expect(text).toContain('"progress":"done"')
  })

  it('goes on, and is no fault, when nobody listens any more', async () => {
    const site = siteWith(good)
    const response = await site.app.request(path, { method: 'POST', headers: asLines })
    await response.body?.cancel()
    expect(site.errors).toEqual([])
  })

  it('never says that all is told when something of ours fails, and reports it', async () => {
    const failing = new InMemoryProviderProbe({ name: 'defect' }, () => {
      throw new Error('a defect of ours')
    })
    const site = siteWith(failing)
    const response = await site.app.request(path, { method: 'POST', headers: asLines })
    const text = await response.text()
    expect(text).toContain('"started"')
    expect(text).not.toContain('"done"')
    expect(text).not.toContain('a defect of ours')
    expect(site.errors).toMatchObject([{ facts: { method: 'POST', route: path } }])
    const asJson = await site.send('POST', path, undefined, asOperator)
    expect((await problemOf(asJson)).type).toBe('/docs#problem-internal-error')
  })

  it('is for the operator alone', async () => {
    const site = siteWith(good)
    expect((await site.send('POST', path, {})).status).toBe(401)
    expect((await site.send('POST', path, {}, { Accept: 'application/x-ndjson' })).status).toBe(401)
  })

  it.each([
    [{ to: 'ana' }, 'to'],
    [{ to: '' }, 'to'],
    [{ provider: 'three' }, 'provider'],
    [{ to: 5 }, 'to'],
    [{ recipient: 'ana@example.net' }, 'recipient'],
  ])('turns away %j, in either form, and asks no server', async (body, field) => {
    const check = checkWorld([good])
    const site = newSite({ checkProvider: check.use })
    for (const headers of [asOperator, asLines]) {
      const response = await site.send('POST', path, body, headers)
      expect(response.status).toBe(422)
      expect((await problemOf(response)).errors?.map((error) => error.field)).toEqual([field])
    }
    expect(check.log.lines).toHaveLength(1)
  })
})
