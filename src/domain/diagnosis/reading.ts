import { tellsCourse } from '../transcript/event-catalogue.js'
import { Conversation } from './conversation.js'
import { fold } from './fold.js'
import { readLines, type Spoken } from './reading-lines.js'
import { withoutUnfinishedReplies } from './unfinished-replies.js'
import { isRefusal, type Statement, type Utterance, utterancesOf } from './utterance.js'
import { Wording, Wordings } from './wording.js'

/** What a text shows of a conversation, before anybody judges it. */
export interface Reading {
  readonly lines: readonly string[]
  readonly utterances: readonly Utterance[]
  readonly conversations: readonly Conversation[]
  /** All words of the text, folded: for facts that no single line holds. */
  readonly words: string
  /** The same, with the known phrases in it. */
  readonly wording: Wording
}

/** Reads any text: never fails, takes time in proportion to its length. */
export function read(text: string): Reading {
  const lines = text.split(/\r\n|\n|\r/)
  const spoken = withoutUnfinishedReplies(readLines(lines))
  const builder = new ReadingBuilder()
  for (const part of spoken) builder.take(part)
  const wording = new Wording(fold(text))
  return { lines, words: wording.words, wording, ...builder.finish() }
}

const frame =
  /^(?:at [\w$.<>/]|#\d{1,3} |File ["']|Stack trace|Traceback|\.\.\. \d{1,4} more|from \/|\^$|in \/|\/[\w./-]{1,200}\.(?:rb|py|php|js|go):\d)/
/** Fields of a message that a report carries along: what they say of other checks is no reason. */
const isField =
  /^(?:Authentication-Results|Received|Received-SPF|DKIM-Signature|DomainKey-Signature|ARC-[\w-]{1,40}|X-Spam[\w-]{0,40}|Subject):/i
/** How a line begins that a narrow window cut off from the reply before it. */
const isRest = /^(?:[a-z(<\d]|https?:)/
/** What a person writes below a log. */
const isOwnWords = /^(?:i |i'[a-z]{1,2} |my |we |any |how |what |why |please help|thank|hi\b|hello\b|so |but |then )/i
/** A line as long as this may have been wrapped. */
const wrapWidth = 55
const maxStatementLines = 16
const maxStatementLength = 2400

class ReadingBuilder {
  readonly #utterances: Utterance[] = []
  readonly #conversations = new Map<string, Conversation>()
  #latest: Conversation | undefined
  readonly #wordings = new Wordings()
  #open: Statement | undefined
  #refused = false
  #heardReply = false
  #sawMailer = false
  #inField = false
  #last: { readonly mark: string; readonly text: string } | undefined

  take(part: Spoken): void {
    const text = part.text.trim()
    if (text === '') return this.#blank(part)
    if (part.speaker === 'client') return this.#client(part, text)
    if (part.speaker === 'server') return this.#server(part, text)
    this.#nobody(part, text)
  }

  finish(): Pick<Reading, 'utterances' | 'conversations'> {
    this.#close()
    return { utterances: this.#utterances, conversations: [...this.#conversations.values()] }
  }

  #conversation(session: string): Conversation {
    const known = this.#conversations.get(session) ?? (session === '' ? this.#latest : undefined)
    if (known !== undefined) return known
    const made = new Conversation()
    this.#conversations.set(session, made)
    this.#latest = made
    return made
  }

  #blank(part: Spoken): void {
    if (part.speaker === 'client') this.#conversation(part.session).said('')
    if (this.#open?.kind === 'words' || part.speaker === 'nobody') this.#close()
  }

  #client(part: Spoken, text: string): void {
    this.#close()
    this.#last = undefined
    this.#conversation(part.session).said(text)
  }

  #server(part: Spoken, text: string): void {
    const match = /^((?:[23][0-5]|[45]\d)\d)(?:([- ])|$)/.exec(text)
    const code = match === null ? undefined : Number(match[1])
    const open = this.#open
    if (open?.kind === 'reply' && open.session === part.session && !open.stale) {
      const continues = code === undefined || code === open.code
      if (continues) {
        this.#join(part.line, text)
        if (code !== undefined && match?.[2] !== '-') open.stale = true
        this.#conversation(part.session).continued(text)
        return
      }
    }
    if (
      open?.kind === 'words' &&
      part.indented &&
      /(?:said|says|error|response|reason):$/i.test(open.parts.at(-1) ?? '')
    ) {
      this.#join(part.line, text)
      return
    }
    this.#close()
    if (code === undefined) return this.#words(part, text)
    if (this.#repeats(part, text)) return
    this.#last = { mark: part.mark, text }
    const conversation = this.#conversation(part.session)
    const mailer = this.#sawMailer && part.mark === '' && this.#heardReply
    const marked = part.mark !== '' && !/^re(?:sponse|ply)/i.test(part.mark)
    const phase = mailer ? undefined : conversation.answered(code, text, part.line, marked)
    this.#open = {
      kind: 'reply',
      parts: [text],
      lines: [part.line],
      length: text.length,
      session: part.session,
      code,
      stale: match?.[2] !== '-',
      consequence: mailer,
      guessed: conversation.guessed,
      ...(phase === undefined ? {} : { phase }),
    }
  }

  /** Some loggers print each reply twice, under two marks. */
  #repeats(part: Spoken, text: string): boolean {
    const last = this.#last
    if (last === undefined || last.mark === part.mark || last.mark === '' || part.mark === '') return false
    const [one, other] = [last.text.replace(/["']$/, ''), text.replace(/["']$/, '')]
    return one.startsWith(other) || other.startsWith(one)
  }

  #nobody(part: Spoken, text: string): void {
    this.#inField = isField.test(text) || (this.#inField && part.indented)
    if (this.#inField) return this.#close()
    const conversation = this.#conversation(part.session)
    // Some hold words of others (headers, names in a certificate), others words that a server says in a refusal.
    if (part.speaker === 'event' && tellsCourse(text)) {
      conversation.event(text)
      return this.#close()
    }
    if (part.speaker !== 'event' && conversation.overheard(text)) return this.#close()
    conversation.event(text)
    const open = this.#open
    if (
      open !== undefined &&
      !part.fresh &&
      part.speaker === 'nobody' &&
      !frame.test(text) &&
      this.#mayJoin(open.kind, part, text)
    ) {
      this.#join(part.line, text)
      return
    }
    this.#close()
    this.#words(part, text)
  }

  #mayJoin(kind: 'reply' | 'words', part: Spoken, text: string): boolean {
    const open = this.#open
    if (open === undefined || open.lines.length >= maxStatementLines || open.length > maxStatementLength) return false
    if (kind === 'words') return true
    if (open.code === undefined || open.code < 400 || isOwnWords.test(text)) return false
    return part.indented || !open.stale || isRest.test(text) || (open.parts.at(-1) ?? '').length > wrapWidth
  }

  #join(line: number, text: string): void {
    this.#open?.parts.push(text)
    this.#open?.lines.push(line)
    if (this.#open !== undefined) this.#open.length += text.length + 1
  }

  #words(part: Spoken, text: string): void {
    if (/transcript of session follows|while talking to/i.test(text)) this.#sawMailer = true
    const phase = this.#conversation(part.session).phaseNow()
    this.#open = {
      kind: 'words',
      parts: [text],
      lines: [part.line],
      length: text.length,
      session: part.session,
      stale: false,
      consequence: false,
      ...(phase === undefined ? {} : { phase }),
    }
  }

  #close(): void {
    const open = this.#open
    this.#open = undefined
    if (open === undefined) return
    for (const utterance of utterancesOf(open, this.#refused, this.#wordings)) {
      this.#utterances.push(utterance)
      this.#refused ||= isRefusal(utterance)
      this.#heardReply ||= utterance.kind === 'reply' && utterance.source === 'heard'
    }
  }
}
