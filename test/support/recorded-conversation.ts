import type { Conversation, SendingHooks } from '../../src/application/ports/email-sender.js'
import type { ConversationEvent } from '../../src/domain/transcript/event.js'

type Heard =
  | { readonly kind: 'sent' | 'received'; readonly bytes: Buffer }
  | { readonly kind: 'event'; readonly event: ConversationEvent }

/** Keeps what an `EmailSender` reports of one conversation, as it was reported. */
export class RecordedConversation implements Conversation {
  readonly number: number
  readonly heard: Heard[] = []
  /** How often it was said to be over. */
  endings = 0
  /** Resolves once it is over. */
  readonly ending: Promise<void>
  #tellEnd: () => void = () => undefined

  constructor(number: number) {
    this.number = number
    this.ending = new Promise((resolve) => {
      this.#tellEnd = resolve
    })
  }

  sent(bytes: Uint8Array): void {
    this.heard.push({ kind: 'sent', bytes: Buffer.from(bytes) })
  }

  received(bytes: Uint8Array): void {
    this.heard.push({ kind: 'received', bytes: Buffer.from(bytes) })
  }

  event(event: ConversationEvent): void {
    this.heard.push({ kind: 'event', event })
  }

  ended(): void {
    this.endings += 1
    this.#tellEnd()
  }

  get events(): readonly ConversationEvent[] {
    return this.heard.flatMap((item) => (item.kind === 'event' ? [item.event] : []))
  }

  get eventNames(): readonly string[] {
    return this.events.map(({ event }) => event)
  }

  bytesOf(side: 'client' | 'server'): Buffer {
    const kind = side === 'client' ? 'sent' : 'received'
    return Buffer.concat(this.heard.flatMap((item) => (item.kind === kind ? [item.bytes] : [])))
  }

  /** Lines of both sides and names of events, in order; a line is told once its last byte came. */
  get script(): readonly string[] {
    const said: string[] = []
    const pieces = { sent: '', received: '' }
    for (const item of this.heard) {
      if (item.kind === 'event') {
        said.push(`### ${item.event.event}`)
        continue
      }
      const lines = (pieces[item.kind] + item.bytes.toString('latin1')).split('\r\n')
      pieces[item.kind] = lines.pop() ?? ''
      said.push(...lines.map((line) => `${item.kind === 'sent' ? 'C' : 'S'}: ${line}`))
    }
    return said
  }
}

/** Hooks that record every conversation, and answer `handingOver` as they are told. */
export class RecordingHooks implements SendingHooks {
  readonly conversations: RecordedConversation[] = []
  readonly joined: Conversation[] = []
  asked = 0
  readonly #handingOver: () => Promise<'go' | 'stop'>

  constructor(handingOver: () => Promise<'go' | 'stop'> = () => Promise.resolve('go')) {
    this.#handingOver = handingOver
  }

  open(): RecordedConversation {
    const conversation = new RecordedConversation(this.conversations.length + 1)
    this.conversations.push(conversation)
    return conversation
  }

  join(conversation: Conversation): void {
    this.joined.push(conversation)
  }

  handingOver(): Promise<'go' | 'stop'> {
    this.asked += 1
    return this.#handingOver()
  }

  /** The only conversation, or the one of that number. */
  conversation(number = 1): RecordedConversation {
    const found = this.conversations[number - 1]
    if (found === undefined) throw new Error(`There is no conversation ${number}`)
    return found
  }
}
