import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHttpApp } from '../../../src/adapters/http/http-app.js'
import { InMemoryMeasurements } from '../../../src/adapters/memory/in-memory-measurements.js'
import { PrometheusMetrics } from '../../../src/adapters/metrics/prometheus-metrics.js'
import { ReadFigures } from '../../../src/application/read-figures.js'
import { minute } from '../../../src/domain/instant.js'
import { anAttempt } from '../../contracts/store-samples.js'
import { Product } from '../../support/product-in-memory.js'
import { httpPartsOf, operatorOf } from '../../support/product-over-http.js'

let product: Product
let metrics: PrometheusMetrics
let measurements: InMemoryMeasurements

beforeEach(async () => {
  measurements = new InMemoryMeasurements()
  const both = {
    attemptEnded: (attempt: Parameters<InMemoryMeasurements['attemptEnded']>[0]) => {
      measurements.attemptEnded(attempt)
      metrics.attemptEnded(attempt)
    },
  }
  product = new Product(['one.test:587'], { measurements: both })
  const figures = new ReadFigures(product)
  metrics = new PrometheusMetrics({ figures: () => figures.execute() })
  await product.worker.start()
})
afterEach(() => product.close())

/** The samples of one metric, by their labels. */
async function samples(name: string): Promise<Readonly<Record<string, number>>> {
  const { body } = await metrics.text()
  const lines = body.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
  return Object.fromEntries(
    lines.map((line) => [
      line.slice(name.length, line.lastIndexOf(' ')),
      Number(line.slice(line.lastIndexOf(' ') + 1)),
    ]),
  )
}

describe('PrometheusMetrics', () => {
  it('counts deliveries by state, with those that none is in', async () => {
    await product.registered('ana@example.org')
    await product.settled()
    product.meets = () => 'deferred'
    await product.registered('beto@example.org')
    await product.settled()
    expect(await samples('registro_deliveries')).toEqual({
      '{state="queued"}': 0,
      '{state="sending"}': 0,
      '{state="accepted"}': 1,
      '{state="delayed"}': 1,
      '{state="held"}': 0,
      '{state="refused"}': 0,
      '{state="expired"}': 0,
      '{state="cancelled"}': 0,
    })
  })

  it('tells how old the oldest is that waits, and nothing of those that are over', async () => {
    await product.registered('ana@example.org')
    await product.settled()
    product.clock.jumpTo(product.clock.now() + minute)
    expect(await samples('registro_oldest_waiting_seconds')).toEqual({ '': 0 })
    await product.registered('beto@example.org')
    product.clock.jumpTo(product.clock.now() + minute)
    await product.registered('caro@example.org')
    product.clock.jumpTo(product.clock.now() + 1_500)
    expect(await samples('registro_oldest_waiting_seconds')).toEqual({ '': 61.5 })
    product.clock.jumpTo(0)
    expect(await samples('registro_oldest_waiting_seconds')).toEqual({ '': 0 })
  })

  it('counts attempts by provider, outcome and cause, and incidents while they are open', async () => {
    const provider = 'provider="one.test:587"'
    await product.registered('ana@example.org')
    await product.settled()
    await product.hangUp()
    product.meets = () => 'failed'
    await product.registered('beto@example.org')
    await product.settled()
    expect(await samples('registro_attempts_total')).toEqual({
      [`{${provider},outcome="accepted",cause="accepted"}`]: 1,
      [`{${provider},outcome="failed",cause="connection-refused"}`]: 1,
    })
    expect(await samples('registro_incidents_open')).toEqual({ [`{${provider},cause="connection-refused"}`]: 1 })
    product.meets = () => 'accepted'
    await product.pass(2 * minute, 10_000)
    expect(await samples('registro_incidents_open')).toEqual({})
  })

  it('counts an attempt that was cut off with its process', async () => {
    const now = product.clock.now()
    const { id } = await product.registered('ana@example.org', {
      changed: (delivery) => ({ ...delivery, state: 'sending', lease: { owner: 'x', attemptId: 'a', until: now } }),
    })
    await product.store.transact((records) => records.addAttempt(anAttempt('a', id, { provider: 'one.test:587' })))
    await product.settled()
    expect(measurements.attempts.map(({ outcome, cause }) => [outcome, cause])).toEqual([
      ['interrupted', undefined],
      ['accepted', 'accepted'],
    ])
    expect(await samples('registro_attempts_total')).toMatchObject({
      '{provider="one.test:587",outcome="interrupted",cause="none"}': 1,
    })
  })

  it('tells how long each phase took, and knows of a message that could not be made', async () => {
    const provider = 'one.test:587'
    metrics.attemptEnded({
      provider,
      outcome: 'accepted',
      cause: 'accepted',
      phases: [
        { phase: 'connect', ms: 30 },
        { phase: 'auth', ms: 2_500 },
      ],
    })
    metrics.attemptEnded({
      provider,
      outcome: 'failed',
      cause: 'connection-refused',
      phases: [{ phase: 'connect', ms: 10 }],
    })
    expect(await samples('registro_attempt_phase_seconds_sum')).toEqual({
      '{provider="one.test:587",phase="connect"}': 0.04,
      '{provider="one.test:587",phase="auth"}': 2.5,
    })
    expect(await samples('registro_attempt_phase_seconds_count')).toMatchObject({
      '{provider="one.test:587",phase="connect"}': 2,
    })
    const compose = { compose: () => ({ outcome: 'defective', detail: 'no template' }) as const }
    const defective = new Product(['one.test:587'], { measurements, composer: compose })
    await defective.registered('ana@example.org')
    await defective.worker.start()
    await defective.background.settled()
    expect(measurements.attempts).toEqual([
      { provider: 'composer', outcome: 'failed', cause: expect.any(String), phases: [] },
    ])
    await defective.close()
  })

  it('measures real conversations', async () => {
    await product.registered('ana@example.org')
    await product.settled()
    const [first] = measurements.attempts
    expect(first?.phases.map(({ phase }) => phase)).toEqual(
      expect.arrayContaining(['resolve', 'connect', 'greeting', 'sender', 'recipient', 'data', 'acceptance']),
    )
  })
})

describe('GET /metrics', () => {
  it('is for the operator, in the format that Prometheus reads, with the numbers of the process', async () => {
    const parts = { ...httpPartsOf(product), metrics: () => metrics.text() }
    expect((await createHttpApp(parts).request('/metrics')).status).toBe(401)
    const answer = await operatorOf(product, parts)('GET', '/metrics')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ])
    expect(answer.text).toContain('# TYPE registro_attempts_total counter\n')
    expect(answer.text).toMatch(/^process_cpu_seconds_total \d/m)
    expect(answer.text).toMatch(/^nodejs_eventloop_lag_seconds \d/m)
    const again = await operatorOf(product, parts)('GET', '/metrics')
    expect(again.status).toBe(200)
  })
})
