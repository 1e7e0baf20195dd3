import type { ConversationEvent } from '../../src/domain/transcript/event.js'
import type { Statement } from '../../src/domain/transcript/statement.js'

export const sent = (text: string): Statement => ({ kind: 'sent', text })

export const received = (text: string): Statement => ({ kind: 'received', text })

export const event = (event: ConversationEvent): Statement => ({ kind: 'event', event })
