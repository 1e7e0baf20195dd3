import { performance } from 'node:perf_hooks'
import type { Conversation } from '../../application/ports/email-sender.js'
import type { ProbedStage, ProbeHooks } from '../../application/ports/provider-probe.js'
import type { StageOutcome } from '../../domain/check/stage.js'
import type { ConversationEvent } from '../../domain/transcript/event.js'
import { Dialogue } from './dialogue.js'

const probed: readonly ProbedStage[] = ['resolve', 'connect', 'tls', 'greeting', 'hello', 'auth', 'sender']

type Tls = 'implicit' | 'starttls' | 'opportunistic' | 'none'

/**
 * Passes a conversation on to its record, and tells from it when each stage up to the greeting is over; what follows
 * the greeting is told by whoever goes through it. Each stage is told once.
 */
export class StagedConversation implements Conversation {
  readonly #conversation: Conversation
  readonly #tls: Tls
  readonly #told: ProbeHooks['ended']
  readonly #dialogue = new Dialogue()
  readonly #over = new Set<ProbedStage>()
  /** STARTTLS was said: what fails now is no greeting of ours any more. */
  #isUpgrading = false
  #since = performance.now()

  constructor(hooks: ProbeHooks, tls: Tls) {
    this.#conversation = hooks.open()
    this.#tls = tls
    this.#told = (stage, outcome, ms) => hooks.ended(stage, outcome, ms)
  }

  get number(): number {
    return this.#conversation.number
  }

  sent(bytes: Uint8Array): void {
    this.#conversation.sent(bytes)
    this.#dialogue.sent(bytes)
  }

  received(bytes: Uint8Array): void {
    this.#conversation.received(bytes)
    for (const { awaited, reply } of this.#dialogue.received(bytes)) {
      if (awaited?.kind === 'greeting' && reply.code === 220) this.over('greeting', 'ok')
    }
  }

  event(event: ConversationEvent): void {
    this.#conversation.event(event)
    // An IP address stands for itself: nothing is resolved before it is tried.
    if (event.event === 'name-resolved') this.over('resolve', 'ok')
    else if (event.event === 'address-tried') this.over('resolve', 'skipped')
    else if (event.event === 'connected' && event.secured) this.over('tls', 'ok')
    else if (event.event === 'starttls-offered') this.#isUpgrading = this.#tls !== 'none'
    else if (event.event === 'starttls-done') this.#upgraded()
    else if (event.event === 'starttls-not-offered' || event.event === 'starttls-refused') {
      if (this.#tls === 'opportunistic') this.over('tls', 'skipped')
    }
  }

  ended(): void {
    this.#conversation.ended()
  }

  /** The connection stands; nothing was said on it. */
  connected(): void {
    this.over('connect', 'ok')
    if (this.#tls === 'none') this.over('tls', 'skipped')
  }

  /** The stage is over, if it was not before. */
  over(stage: ProbedStage, outcome: StageOutcome): void {
    if (this.#over.has(stage)) return
    this.#over.add(stage)
    const now = performance.now()
    this.#told(stage, outcome, outcome === 'skipped' ? 0 : Math.round(now - this.#since))
    this.#since = now
  }

  /** The stage that was under way has failed: the one that the fault names, unless that was over before. */
  failed(stage: ProbedStage): void {
    const named = stage === 'hello' && this.#isUpgrading && !this.#over.has('tls') ? 'tls' : stage
    const later = probed.slice(probed.indexOf(named)).find((candidate) => !this.#over.has(candidate))
    this.over(later ?? 'sender', 'failed')
  }

  #upgraded(): void {
    this.#dialogue.secured()
    this.over('tls', 'ok')
  }
}
