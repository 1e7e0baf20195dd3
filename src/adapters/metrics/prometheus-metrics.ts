import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { EndedAttempt, Measurements } from '../../application/ports/measurements.js'
import type { Figures } from '../../application/read-figures.js'
import { second } from '../../domain/instant.js'

/** From a local server's milliseconds to the ten minutes after the final dot, in seconds. */
const buckets = [0.001, 0.005, 0.02, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 600]

export interface MetricsText {
  readonly contentType: string
  readonly body: string
}

/** Counts for Prometheus. Counters begin at the start of the process; what the store knows is read for each scrape. */
export class PrometheusMetrics implements Measurements {
  readonly #registry = new Registry()
  readonly #figures: () => Promise<Figures>
  readonly #attempts: Counter<'provider' | 'outcome' | 'cause'>
  readonly #phases: Histogram<'provider' | 'phase'>
  readonly #deliveries: Gauge<'state'>
  readonly #oldest: Gauge
  readonly #incidents: Gauge<'provider' | 'cause'>
  #hasDefaults = false

  constructor({ figures }: { readonly figures: () => Promise<Figures> }) {
    this.#figures = figures
    const registers = [this.#registry]
    this.#attempts = new Counter({
      name: 'registro_attempts_total',
      help: 'Attempts to send an e-mail, by provider, outcome and the cause of its diagnosis.',
      labelNames: ['provider', 'outcome', 'cause'],
      registers,
    })
    this.#phases = new Histogram({
      name: 'registro_attempt_phase_seconds',
      help: 'How long attempts spent in each phase of the SMTP conversation.',
      labelNames: ['provider', 'phase'],
      buckets,
      registers,
    })
    this.#deliveries = new Gauge({
      name: 'registro_deliveries',
      help: 'E-mails by state.',
      labelNames: ['state'],
      registers,
    })
    this.#oldest = new Gauge({
      name: 'registro_oldest_waiting_seconds',
      help: 'Age of the oldest e-mail that waits to be sent; 0 when none waits.',
      registers,
    })
    this.#incidents = new Gauge({
      name: 'registro_incidents_open',
      help: 'Open incidents, by provider and cause.',
      labelNames: ['provider', 'cause'],
      registers,
    })
  }

  attemptEnded({ provider, outcome, cause, phases }: EndedAttempt): void {
    this.#attempts.inc({ provider, outcome, cause: cause ?? 'none' })
    for (const { phase, ms } of phases) this.#phases.observe({ provider, phase }, ms / second)
  }

  /** Everything in Prometheus' text format. Rejects when the store cannot be read. */
  async text(): Promise<MetricsText> {
    const { deliveries, oldestWaitingMs, openIncidents } = await this.#figures()
    for (const [state, count] of Object.entries(deliveries)) this.#deliveries.set({ state }, count)
    this.#oldest.set(oldestWaitingMs / second)
    this.#incidents.reset()
    for (const { provider, cause } of openIncidents) this.#incidents.inc({ provider, cause })
    this.#beginDefaults()
    return { contentType: this.#registry.contentType, body: await this.#registry.metrics() }
  }

  /** They watch the event loop with a timer: an idle service that nobody scrapes does without. */
  #beginDefaults(): void {
    if (this.#hasDefaults) return
    this.#hasDefaults = true
    collectDefaultMetrics({ register: this.#registry, eventLoopMonitoringPrecision: 100 })
  }
}
