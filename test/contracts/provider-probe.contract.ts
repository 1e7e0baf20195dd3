import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Conversation } from '../../src/application/ports/email-sender.js'
import type { ProbedStage, ProviderProbe } from '../../src/application/ports/provider-probe.js'
import type { StageOutcome } from '../../src/domain/check/stage.js'
import { addressOf, emailTo } from '../support/emails.js'
import { RecordedConversation } from '../support/recorded-conversation.js'

/** A probe together with the mail server it tries. */
export interface ProviderProbeWorld {
  readonly probe: ProviderProbe
  /** Where the conversation fails from now on. */
  failsAt(stage: ProbedStage | undefined): void
  /** What becomes of real messages from now on. */
  meets(meeting: 'accepted' | 'refused'): void
  close(): Promise<void>
}

type Told = readonly [ProbedStage, StageOutcome]

class Hooks {
  readonly conversations: RecordedConversation[] = []
  readonly told: Told[] = []
  readonly times: number[] = []
  /** How much had been heard when each stage was told of. */
  readonly heard: number[] = []

  open(): Conversation {
    const conversation = new RecordedConversation(this.conversations.length + 1)
    this.conversations.push(conversation)
    return conversation
  }

  ended(stage: ProbedStage, outcome: StageOutcome, ms: number): void {
    this.told.push([stage, outcome])
    this.times.push(ms)
    this.heard.push(this.conversations.at(-1)?.heard.length ?? 0)
  }
}

const sender = addressOf('noreply@example.org')

/** What every `ProviderProbe` keeps, whatever it tries. The world's provider says STARTTLS and logs in. */
export function providerProbeContract(newWorld: () => Promise<ProviderProbeWorld>): void {
  let world: ProviderProbeWorld
  let hooks: Hooks

  beforeEach(async () => {
    world = await newWorld()
    hooks = new Hooks()
  })

  afterEach(async () => {
    await world.close()
  })

  it('goes through every stage in order, and takes the sender back', async () => {
    expect(await world.probe.probe(sender, hooks)).toEqual({})
    expect(hooks.told.map(([stage]) => stage)).toEqual([
      'resolve',
      'connect',
      'greeting',
      'tls',
      'hello',
      'auth',
      'sender',
    ])
    expect(hooks.told.slice(1).every(([, outcome]) => outcome === 'ok')).toBe(true)
    expect(hooks.times.every((ms) => Number.isInteger(ms) && ms >= 0)).toBe(true)
    const { script, endings } = hooks.conversations[0] ?? new RecordedConversation(0)
    const commands = script.filter((line) => /^C: (?:MAIL|RSET|RCPT|DATA|QUIT)/.test(line))
    expect(commands).toEqual([`C: MAIL FROM:<${sender}>`, 'C: RSET', 'C: QUIT'])
    expect(script.at(-1)).toBe('### closed')
    expect(endings).toBe(1)
  })

  it('tells of a stage when all of it was heard, and before the next', async () => {
    await world.probe.probe(sender, hooks)
    const heard = hooks.conversations[0]?.heard ?? []
    expect(hooks.heard).toEqual(hooks.heard.toSorted((one, other) => one - other))
    const at = (stage: ProbedStage) => hooks.heard[hooks.told.findIndex(([told]) => told === stage)] ?? 0
    const textBefore = (count: number) =>
      heard
        .slice(0, count)
        .map((item) => (item.kind === 'event' ? item.event.event : item.bytes.toString('latin1')))
        .join('\n')
    expect(textBefore(at('greeting'))).toMatch(/220 /)
    expect(textBefore(at('greeting'))).not.toMatch(/EHLO/)
    expect(textBefore(at('tls'))).toMatch(/tls-established/)
    expect(textBefore(at('hello'))).not.toMatch(/^AUTH PLAIN /m)
    expect(textBefore(at('auth'))).toMatch(/235 /)
    expect(textBefore(at('auth'))).not.toMatch(/MAIL FROM/)
    expect(textBefore(at('sender'))).toMatch(/RSET[\s\S]*250 /)
  })

  it.each(['greeting', 'tls', 'hello', 'auth', 'sender'] as const)(
    'ends at %s when that fails, says so, and tells of nothing later',
    async (stage) => {
      world.failsAt(stage)
      const { fault } = await world.probe.probe(sender, hooks)
      expect(fault).toMatchObject({ message: expect.any(String), code: expect.any(String) })
      expect(hooks.told.at(-1)).toEqual([stage, 'failed'])
      expect(hooks.told.filter(([, outcome]) => outcome === 'failed')).toHaveLength(1)
      const conversation = hooks.conversations[0]
      expect(conversation?.eventNames).toContain('failed')
      expect(conversation?.endings).toBe(1)
    },
  )

  it('begins anew each time: no connection is used twice', async () => {
    await world.probe.probe(sender, hooks)
    await world.probe.probe(sender, hooks)
    await world.probe.send(emailTo('ana@example.org'), hooks)
    await world.probe.send(emailTo('ana@example.org'), hooks)
    expect(hooks.conversations).toHaveLength(4)
    for (const { script, endings } of hooks.conversations) {
      expect(script.filter((line) => line.startsWith('S: 220 ')).length).toBeGreaterThan(0)
      expect(endings).toBe(1)
    }
  })

  it('hands a real message over, and says what became of it', async () => {
    expect(await world.probe.send(emailTo('ana@example.org'), hooks)).toEqual({ outcome: 'accepted' })
    world.meets('refused')
    const refused = await world.probe.send(emailTo('ana@example.org'), hooks)
    expect(refused).toMatchObject({ outcome: 'refused', fault: { command: 'RCPT TO', replyCode: 550 } })
  })
}
