import { day, type Instant } from '../instant.js'
import type { CertificateFacts, ConversationEvent } from '../transcript/event.js'
import type { Statement } from '../transcript/statement.js'
import { parseTime } from '../transcript/utc-time.js'
import type { Certificate, Stage, StageFacts, StageOutcome } from './stage.js'

/** What the record of one stage says, in a form to look at. Secrets are masked in the record, so they are here. */
export function factsOf(stage: Stage, outcome: StageOutcome, said: readonly Statement[], now: Instant): StageFacts {
  const events = said.flatMap((statement) => (statement.kind === 'event' ? [statement.event] : []))
  const error = named(events, 'failed')
  return {
    ...read[stage](said, events, now),
    ...(outcome === 'failed' ? refusalIn(said) : {}),
    ...(error === undefined ? {} : { error: error.code }),
  }
}

type Read = (said: readonly Statement[], events: readonly ConversationEvent[], now: Instant) => StageFacts

const nothing: Read = () => ({})

const read: Readonly<Record<Stage, Read>> = {
  settings: nothing,
  resolve: (_, events) => {
    const resolved = named(events, 'name-resolved')
    return resolved === undefined ? {} : { addresses: resolved.addresses }
  },
  connect: (_, events) => {
    const tried = named(events, 'address-tried')
    return tried === undefined ? {} : { address: tried.address }
  },
  tls: (_, events, now) => {
    const done = named(events, 'tls-established')
    const failed = named(events, 'tls-failed')
    const notVerified = named(events, 'certificate-not-verified')
    return {
      ...(done === undefined ? {} : { tlsVersion: done.version, cipher: done.cipher }),
      ...certificateIn(done ?? failed, now),
      ...(notVerified === undefined ? {} : { notVerified: notVerified.reason }),
    }
  },
  greeting: (said) => replyIn(said),
  hello: (said) => {
    const reply = replyIn(said).reply ?? []
    return reply[0]?.startsWith('250') === true ? { extensions: reply.slice(1).map((line) => line.slice(4)) } : {}
  },
  auth: (said) => {
    const mechanisms = said.flatMap((statement) =>
      statement.kind === 'sent' ? (/^AUTH ([\w-]{1,32})/i.exec(statement.text)?.slice(1) ?? []) : [],
    )
    const mechanism = mechanisms.at(-1)
    return mechanism === undefined ? {} : { mechanism }
  },
  sender: nothing,
  message: (said, events) => {
    const handedOver = named(events, 'message-handed-over')
    return handedOver === undefined ? {} : { messageId: handedOver.messageId, ...acceptanceIn(said) }
  },
}

function named<Name extends ConversationEvent['event']>(
  events: readonly ConversationEvent[],
  name: Name,
): Extract<ConversationEvent, { readonly event: Name }> | undefined {
  return events.findLast((event): event is Extract<ConversationEvent, { readonly event: Name }> => event.event === name)
}

function certificateIn(facts: CertificateFacts | undefined, now: Instant): { readonly certificate?: Certificate } {
  if (facts === undefined || facts.subject + facts.issuer + facts.expires === '') return {}
  const { subject, issuer, expires } = facts
  const ends = parseTime(`${expires}.000`)
  const daysLeft = ends === undefined ? {} : { daysLeft: Math.floor((ends - now) / day) }
  return { certificate: { subject, issuer, expires, ...daysLeft } }
}

/** The lines of the last reply that the server said. */
function replyIn(said: readonly Statement[]): { readonly reply?: readonly string[] } {
  const lines = said.flatMap((statement) => (statement.kind === 'received' ? [statement.text] : []))
  if (lines.length === 0) return {}
  let first = lines.length - 1
  while (first > 0 && /^\d{3}-/.test(lines[first - 1] ?? '')) first -= 1
  return { reply: lines.slice(first) }
}

/** The last reply that says no, or what was said in place of a reply; a yes is no reason why a stage failed. */
function refusalIn(said: readonly Statement[]): { readonly reply?: readonly string[] } {
  const no = said.findLastIndex((statement) => statement.kind === 'received' && !/^[23]\d\d/.test(statement.text))
  const { reply } = replyIn(said.slice(0, no + 1))
  return reply === undefined ? {} : { reply }
}

/** The reply to the final dot: what the server said next after it had the message. */
function acceptanceIn(said: readonly Statement[]): { readonly reply?: readonly string[] } {
  const dot = said.findLastIndex(
    (statement) => statement.kind === 'event' && statement.event.event === 'message-handed-over',
  )
  const after = said.slice(dot + 1)
  const next = after.findIndex(({ kind }) => kind === 'sent')
  return replyIn(next < 0 ? after : after.slice(0, next))
}
