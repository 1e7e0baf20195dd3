import { type Hint, hintsBefore, hintsOnCertificate } from '../domain/check/hints.js'
import { reproductionOf } from '../domain/check/reproduction.js'
import type { StageReport } from '../domain/check/stage.js'
import { composingFailed } from '../domain/diagnosis/composing-failed.js'
import type { Diagnosis, SendingFault } from '../domain/diagnosis/diagnosis.js'
import { type EmailAddress, type InvalidAddress, parseEmailAddress } from '../domain/registration/email-address.js'
import { printLine } from '../domain/transcript/smtp-log-format.js'
import { CheckCourse } from './check-course.js'
import { diagnoseAttempt } from './diagnose-attempt.js'
import { flushed } from './deliver-email.js'
import { ExtendedRecord, type ExtendedRecordPorts } from './extended-record.js'
import type { Composition, EmailComposer, EmailMessage } from './ports/email-composer.js'
import type { ProviderProbe } from './ports/provider-probe.js'
import type { Randomness } from './ports/randomness.js'
import type { Rules } from './rules.js'

export interface CheckProviderPorts extends ExtendedRecordPorts {
  /** In order of preference; at least one. */
  readonly probes: readonly ProviderProbe[]
  readonly composer: EmailComposer
  readonly randomness: Randomness
  readonly rules: Pick<Rules, 'domainToAscii'>
  readonly machine: { readonly inContainer: boolean }
}

export interface CheckRequest {
  /** An address that gets a real message: the e-mail that confirms an address, with a link that confirms nothing. */
  readonly to?: string
  /** The name of the only provider to check; all are, in order, without it. */
  readonly provider?: string
  /** Whether each line of the message is wanted too, in a log of this check's own. */
  readonly extended?: boolean
}

/** What a check tells while it goes on. */
export type CheckProgress =
  | { readonly progress: 'started'; readonly provider: string; readonly hints: readonly Hint[] }
  | { readonly progress: 'stage'; readonly provider: string; readonly report: StageReport }
  | { readonly progress: 'finished'; readonly check: ProviderCheck }

export interface ProviderCheck {
  readonly provider: string
  readonly outcome: 'fine' | 'not-fine'
  readonly stages: readonly StageReport[]
  readonly hints: readonly Hint[]
  /** Why it is not fine, or that a real message was accepted; absent when all is fine and no message was asked for. */
  readonly diagnosis?: Diagnosis
  /** What was said, in the format of the SMTP log, every secret masked. */
  readonly transcript: readonly string[]
  /**
   * Where it was asked for: what was said with each line of the message, in the format of the SMTP log, every secret
   * masked. The lines of all providers of one check, in order, make one log.
   */
  readonly extendedLog?: readonly string[]
  /** Commands of public tools that hold the same conversation, without user and password. */
  readonly reproduction: readonly string[]
}

export type CheckProviderOutcome =
  | { readonly outcome: 'checked'; readonly fine: boolean; readonly checks: readonly ProviderCheck[] }
  | { readonly outcome: 'address-invalid'; readonly reason: InvalidAddress }
  | { readonly outcome: 'unknown-provider'; readonly known: readonly string[] }
  /** An extended log was asked for, and nothing is recorded: recording is off, or off for each of these providers. */
  | { readonly outcome: 'not-recording' }

/** Finds out whether e-mails can go out, by the very way they go, and if they cannot, why, who must act and what to do. */
export class CheckProvider {
  readonly #ports: CheckProviderPorts

  constructor(ports: CheckProviderPorts) {
    this.#ports = ports
  }

  /** @param onProgress told of each stage as it ends. Must not throw. */
  async execute(
    request: CheckRequest,
    onProgress: (progress: CheckProgress) => void = () => {},
  ): Promise<CheckProviderOutcome> {
    const { probes, rules } = this.#ports
    const to = request.to === undefined ? undefined : parseEmailAddress(request.to, rules.domainToAscii)
    if (to?.outcome === 'invalid') return { outcome: 'address-invalid', reason: to.reason }
    const chosen = probes.filter(({ provider }) => request.provider === undefined || provider.name === request.provider)
    if (chosen.length === 0) return { outcome: 'unknown-provider', known: probes.map(({ provider }) => provider.name) }
    const extended = request.extended === true ? new ExtendedRecord(this.#ports) : undefined
    if (extended !== undefined && !this.#records(chosen)) return { outcome: 'not-recording' }
    const checks: ProviderCheck[] = []
    for (const probe of chosen) {
      const check = await this.#check(probe, { to: to?.address, extended }, onProgress)
      onProgress({ progress: 'finished', check })
      checks.push(check)
    }
    return { outcome: 'checked', fine: checks.every(({ outcome }) => outcome === 'fine'), checks }
  }

  #records(chosen: readonly ProviderProbe[]): boolean {
    return this.#ports.log.isRecording() && chosen.some(({ provider }) => provider.recording !== false)
  }

  async #check(
    probe: ProviderProbe,
    { to, extended }: { readonly to: EmailAddress | undefined; readonly extended: ExtendedRecord | undefined },
    onProgress: (progress: CheckProgress) => void,
  ): Promise<ProviderCheck> {
    const { provider } = probe
    const { name } = provider
    const token = this.#ports.randomness.id()
    const composition = this.#compose(to, token)
    const message = composition.outcome === 'composed' ? composition.message : undefined
    const hints = this.#hintsBefore(probe, message)
    onProgress({ progress: 'started', provider: name, hints })
    const recording = extended === undefined ? this.#ports : { ...this.#ports, newRecorder: extended.newRecorder }
    const course = new CheckCourse(recording, provider, [token], (report) =>
      onProgress({ progress: 'stage', provider: name, report }),
    )
    const diagnosis =
      message === undefined
        ? failedToCompose(course, composition)
        : await this.#converse(probe, course, message, to !== undefined)
    course.skipRest(to === undefined ? 'sender' : 'message')
    await flushed(this.#ports)
    const tls = course.reports.find(({ stage }) => stage === 'tls')
    return {
      provider: name,
      outcome: diagnosis === undefined || diagnosis.cause === 'accepted' ? 'fine' : 'not-fine',
      stages: course.reports,
      hints: [...hints, ...hintsOnCertificate(tls?.facts ?? {}, this.#ports.clock.now())],
      ...(diagnosis === undefined ? {} : { diagnosis }),
      transcript: course.lines.map((line) => printLine(line, 'en')),
      ...(extended === undefined ? {} : { extendedLog: extended.takeLines().map((line) => printLine(line, 'en')) }),
      reproduction: message === undefined ? [] : this.#reproduction(probe, course, message, to),
    }
  }

  /** Through all stages, and with a real message too; tells why it did not go well, or that a message was accepted. */
  async #converse(
    probe: ProviderProbe,
    course: CheckCourse,
    message: EmailMessage,
    withMessage: boolean,
  ): Promise<Diagnosis | undefined> {
    const { host, port, tls } = probe.provider
    course.ended('settings', 'ok', 0, { host, port, encryption: tls, sender: message.from.address })
    const { fault } = await probe.probe(message.from.address, {
      open: () => course.open(),
      ended: (stage, outcome, ms) => course.ended(stage, outcome, ms),
    })
    if (fault !== undefined) return this.#diagnose(probe, course, message, fault)
    return withMessage ? this.#send(probe, course, message) : undefined
  }

  async #send(probe: ProviderProbe, course: CheckCourse, message: EmailMessage): Promise<Diagnosis> {
    const began = this.#ports.clock.now()
    const sending = await probe.send(message, { open: () => course.open() })
    const ms = Math.max(0, this.#ports.clock.now() - began)
    const outcome = sending.outcome === 'accepted' ? 'ok' : 'failed'
    course.ended('message', outcome, ms, { recipient: message.to.address, messageId: message.messageId })
    return this.#diagnose(probe, course, message, sending.fault)
  }

  #diagnose(
    { provider }: ProviderProbe,
    course: CheckCourse,
    message: EmailMessage,
    fault: SendingFault | undefined,
  ): Diagnosis {
    return diagnoseAttempt(course.latestLines, fault, provider, {
      from: message.from.address,
      to: message.to.address,
    })
  }

  /** The e-mail that every registration sends, so that its wording is checked too. Without a recipient it goes nowhere. */
  #compose(to: EmailAddress | undefined, token: string): Composition {
    const { composer, randomness, clock } = this.#ports
    const now = clock.now()
    return composer.compose(
      { kind: 'confirm-address', recipient: to ?? nobody, locale: 'en' },
      { deliveryId: `check-${randomness.id()}`, registeredAt: now, date: now, token },
    )
  }

  #hintsBefore({ provider, traits }: ProviderProbe, message: EmailMessage | undefined): readonly Hint[] {
    const { host, port, tls } = provider
    const { isBuiltIn, logsIn, verifiesCertificate } = traits
    return hintsBefore({
      host,
      port,
      tls,
      isBuiltIn,
      logsIn,
      verifiesCertificate,
      sender: message === undefined ? 'unknown' : traits.senderIs(message.from.address),
      inContainer: this.#ports.machine.inContainer,
      now: this.#ports.clock.now(),
    })
  }

  #reproduction(
    { provider, traits }: ProviderProbe,
    course: CheckCourse,
    message: EmailMessage,
    to: EmailAddress | undefined,
  ): readonly string[] {
    const { host, port, tls } = provider
    const { logsIn, authMethod, caFile } = traits
    const ehloName = traits.ehloName ?? course.ehloName
    return reproductionOf({
      host,
      port,
      tls,
      logsIn,
      from: message.from.address,
      ...(authMethod === undefined ? {} : { authMethod }),
      ...(ehloName === undefined ? {} : { ehloName }),
      ...(caFile === undefined ? {} : { caFile }),
      ...(to === undefined ? {} : { to }),
    })
  }
}

/** RFC 2606 2: nobody can ever be reached there. */
const nobody = 'nobody@check.invalid' as EmailAddress

function failedToCompose(course: CheckCourse, composition: Composition): Diagnosis {
  course.ended('settings', 'failed', 0)
  return composingFailed(composition.outcome === 'defective' ? composition.detail : '')
}
