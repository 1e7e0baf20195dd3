import { command } from './conversation.js'
import { unescapeMarkup } from './fold.js'
import { beforeMark, conversationFollows } from './one-line-log.js'

export type Speaker = 'client' | 'server' | 'event' | 'nobody'

/** A stretch of a pasted text that one side said, without the marks that a log puts around it. */
export interface Spoken extends Piece {
  /** Which line of the text it stands in, from 0. */
  readonly line: number
}

/** What a line holds, wherever it stands. */
interface Piece {
  readonly speaker: Speaker
  readonly text: string
  /** Separates the conversations of a log that interleaves several. */
  readonly session: string
  /** It began with a time or a direction mark, so it cannot be the rest of the line before. */
  readonly fresh: boolean
  readonly indented: boolean
  /** The direction mark it carried, empty when only its content tells who spoke. */
  readonly mark: string
}

const ownLine = /^(?:\d{1,15} )?\d{4}-\d\d-\d\dT[\d:.]{8,15}Z? (\d{1,10}) (\d{1,10}) (C >|S <|###) ?/
const exchangeLine =
  /^\d{4}-\d\d-\d\dT[\d:.]{8,16}Z?,[^,]{0,200},([0-9A-F]{8,20}),\d{1,6},[^,]{0,80},[^,]{0,80},([-+*<>]),/i

/** Marks inside a line: some programs print a whole session in one line. */
const inlineMark =
  /(?:SERVER|CLIENT|SMTP) -> {1,3}(?:FROM SERVER|CLIENT|SERVER|SMTP|ERROR): ?|SERVER -> CL {1,6}IENT: ?|SMTP (?:INBOUND|OUTBOUND): ?|<br ?\/?>|[<>],(?=(?:[2-5]\d\d[ -]|EHLO|HELO|MAIL FROM|RCPT TO|DATA|QUIT|AUTH|STARTTLS|RSET))/gi

/** What loggers put before the line itself: each is tried at the start until none fits. */
const prefixes: readonly RegExp[] = [
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?\d{4}[-/.]\d\d?[-/.]\d\d?[T_ -]{1,2}\(?\d\d?:\d\d(?::\d\d)?(?:[.,]\d{1,9})?\)?(?: ?Z| ?[+-]\d\d:?\d\d)?(?=[\s:,|\]]|$):?,?/,
  /^\d\d?[-/.](?:\d\d?|[A-Z][a-z]{2})[-/.]\d{2,4},? {1,2}\d\d?:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?: ?[AP]M)?(?=[\s:,|\]]|$):?/i,
  /^\d\d:\d\d:\d\d\.\d{3} -> /,
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\d\d?,?(?: \d{4})?,? \d\d:\d\d:\d\d(?:\.\d{1,9})?(?: \d{4})?:?/,
  /^\d\d?:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?[AP]M)?(?=[\s:,|\]]|$):?/i,
  /^(?:[\w.-]{1,64} )?[A-Za-z][\w./@-]{0,50}\[[\w.]{1,12}\]:/,
  /^\[(?![245]\d\d\]|\w{0,30}(?:Error|Exception): )[^\]\n]{0,70}\]:?/,
  /^Net::SMTP(?:::\w{1,20})?(?:=GLOB\(0x[\da-f]{4,16}\))?(?=<<<|>>>)/,
  /^<[a-z\d]{6,12}>(?= (?:Connecting to|Recv:|Send:) )/,
  /^\d{1,3}\|[\w.@/-]{1,40} {0,8}\|/,
  /^[\w.@/-]{1,40} {0,8}\|(?= |$)/,
  /^(?:DEBUG|INFO|WARN|WARNING|ERROR|ERR!|TRACE|NOTICE|FATAL|CRITICAL|VERBOSE|DBG)(?:[:\s|-]|$)/i,
  /^(?:flutter|stdout|stderr|DEBUG SMTP|I\/flutter ?\([ \d]{1,7}\)|smtp):(?= )/i,
  /^\d{2,7} {1,12}(?=SMTP(?:<<|>>|\(close)|[2-5]\d\d[- ]|Connecting to |LOG: |[RTH][:=])/,
  /^(?:#{1,3}|\/\/) {1,6}(?=\S)/,
  /^[│├└─╰╭┌▶➜•·]{1,6}/,
]
const hasPrefix = anyOf(prefixes)
/** Times, and the name of a program with its process: what only the beginning of an entry carries. */
const stamps = 6

/** A weak mark may as well be the quote sign of a forum: what is neither a reply nor a command is then nobody's. */
const marks: readonly (readonly [RegExp, Speaker, 'weak'?])[] = [
  [/^(?:\{ ?)?(?:type: ?'server', ?)?message: ?'(?=[2-5]\d\d)/, 'server'],
  [/^(?:\{ ?)?(?:type: ?'client', ?)?message: ?'(?=[A-Z]{4})/, 'client'],
  [/^(?:S(?:ERVER)?|SRV|RECV|RECEIVED?(?!: (?:from|by|\(qmail))|Got|REPLY|RESPONSE|IN)\s?: ?/i, 'server'],
  [/^(?:C(?:LIENT)?|SEND|SENT(?!: Queue-ID)|OUT)\s?: ?/i, 'client'],
  [/^S (?=[2-5]\d\d(?:[ -]|$))/, 'server'],
  [/^C (?=(?:EHLO|HELO|MAIL FROM|RCPT TO|DATA|QUIT|RSET|AUTH|STARTTLS)\b)/, 'client'],
  [/^SMTP<< ?/, 'server'],
  [/^SMTP>> ?/, 'client'],
  [/^(?:<--|<-|<<<|<<|<~\*|<~|<\*\*|<\*|←) {0,3}/, 'server'],
  [/^<=? {0,3}(?=[\d ])/, 'server', 'weak'],
  [/^(?:-->|->|>>>|~>|→) {0,3}/, 'client'],
  [/^(?:>>|=>|>) {0,3}/, 'client', 'weak'],
  [/^(?:===|\*\*\*|\*|!!|\+\+)(?= ) ?/, 'event'],
  [/^\[?Socket\]? IN ?/i, 'server'],
  [/^\[?Socket\]? OUT ?/i, 'client'],
  [/^smtps?:\d{0,6}<-\(?\w{0,12}\)? ?/i, 'server'],
  [/^smtps?:\d{0,6}->\(?\w{0,12}\)? ?/i, 'client'],
]

const hasMark = anyOf(marks.map(([sign]) => sign))

/** A peer's name between the arrow and the words: `< mx.example.com[192.0.2.1]:25: 220 …`. */
const peer = /^[\w.-]{1,100}\[[\w.:]{2,45}\](?::\d{1,5})?: ?/

const portNumber = /\b(port|puerto) \d{1,5}\b/
/** RFC 5321 section 4.2: the second digit of a yes goes up to five; the refusals of some servers know higher ones. */
const reply = /^(?:[23][0-5]|[45]\d)\d(?:[- ]|$)/

/**
 * Reads a text line by line: who spoke, and what, whatever the log around it looks like. Linear in the text. A line that
 * stands there again is not read again.
 */
export function readLines(lines: readonly string[]): readonly Spoken[] {
  const known = new Map<string, readonly Piece[]>()
  return lines.flatMap((raw, line) => {
    const pieces = known.get(raw) ?? readLine(raw)
    known.set(raw, pieces)
    return pieces.map((piece) => at(line, piece))
  })
}

function at(line: number, { speaker, text, session, fresh, indented, mark }: Piece): Spoken {
  return { line, speaker, text, session, fresh, indented, mark }
}

const blank: Piece = { speaker: 'nobody', text: '', session: '', fresh: false, indented: false, mark: '' }

function readLine(raw: string): readonly Piece[] {
  if (raw.trim() === '') return [blank]
  const own = ownLine.exec(raw)
  if (own !== null) return [ownPiece(raw, own)]
  const exchange = exchangeLine.exec(raw)
  if (exchange !== null) return [exchangePiece(raw, exchange)]
  return splitSwift(unwrapJson(unescapeMarkup(raw))).flatMap(readPart)
}

function readPart(text: string): readonly Piece[] {
  return splitInline(text).map(({ mark, text }, place) => piece(text, mark, place === 0))
}

function piece(text: string, mark: Mark | undefined, first: boolean): Piece {
  const cut = mark?.speaker === undefined ? cutPrefixes(text) : { text: text.trimStart(), stamped: false, session: '' }
  const content = unquote(withoutTail(cut.text))
  const indented = first && /^\s/.test(text) && !cut.stamped
  const { speaker, text: said, fresh, mark: sign } = speakerOf(content, mark, cut.stamped)
  return { speaker, text: said, session: cut.session, fresh, indented, mark: sign }
}

function ownPiece(raw: string, match: RegExpExecArray): Piece {
  const said = raw.slice(match[0].length)
  const [first, last] = [said.indexOf('"'), said.lastIndexOf('"')]
  const speaker = match[3] === '###' ? 'event' : match[3] === 'C >' ? 'client' : 'server'
  // A port may look like a reply's code, or like an error of the system.
  const text = speaker === 'event' ? said.replace(portNumber, '$1') : last > first ? said.slice(first + 1, last) : said
  return { speaker, text, session: `${match[1]}.${match[2]}`, fresh: true, indented: false, mark: match[3] ?? '' }
}

/** Exchange writes who spoke from its own side: whether it is the server shows in what is said. */
function exchangePiece(raw: string, match: RegExpExecArray): Piece {
  const rest = raw.slice(match[0].length)
  const text = (rest.startsWith('"') ? rest.slice(1) : rest).replace(/,{0,3}$/, '')
  const speaker = reply.test(text) ? 'server' : command.test(text) ? 'client' : match[2] === '*' ? 'event' : 'nobody'
  return { speaker, text, session: match[1] ?? '', fresh: true, indented: false, mark: match[2] ?? '' }
}

/** Structured logs: of Docker, and of Nodemailer under a logger such as pino or bunyan, which tells who spoke. */
function unwrapJson(text: string): string {
  const spoken = text.startsWith('{') ? /"tnx":"(server|client)"/.exec(text)?.[1] : undefined
  const said = spoken === undefined ? undefined : /"msg":"((?:[^"\\]|\\.){1,4000})"/.exec(text)?.[1]
  if (said !== undefined) return `${spoken === 'server' ? 'S' : 'C'}: ${said.replaceAll('\\r\\n', ' ')}`
  if (!text.startsWith('{"log":"')) return text
  const end = text.indexOf('","stream"')
  return text.slice(8, end < 0 ? undefined : end)
}

/** The line without what follows on it, and each statement that does. */
function splitSwift(text: string): readonly string[] {
  const at = text.indexOf(conversationFollows)
  return at < 0 ? [text] : [text.slice(0, at), ...text.slice(at + conversationFollows.length).split(beforeMark)]
}

interface Mark {
  readonly name: string
  readonly speaker: Speaker | undefined
}

interface Marked {
  readonly mark: Mark | undefined
  readonly text: string
}

function splitInline(text: string): readonly Marked[] {
  if (text.search(inlineMark) < 0) return [{ mark: undefined, text }]
  const pieces: Marked[] = []
  let [mark, from]: [Mark | undefined, number] = [undefined, 0]
  for (const found of text.matchAll(inlineMark)) {
    const before = text.slice(from, found.index)
    if (before.trim() !== '' && (mark !== undefined || !isOnlyPrefix(before))) pieces.push({ mark, text: before })
    mark = { name: found[0].trim(), speaker: inlineSpeaker(found[0]) }
    from = found.index + found[0].length
  }
  pieces.push({ mark, text: text.slice(from) })
  return pieces
}

function isOnlyPrefix(text: string): boolean {
  return text.length < 120 && cutPrefixes(text).text.trim() === ''
}

function inlineSpeaker(mark: string): Speaker | undefined {
  const upper = mark.toUpperCase()
  if (upper.startsWith('<') || upper.startsWith('>')) return undefined
  if (upper.includes('ERROR')) return 'event'
  return upper.startsWith('SERVER') || upper.includes('FROM SERVER') || upper.includes('INBOUND') ? 'server' : 'client'
}

/** The id of a conversation in brackets, as Nodemailer and others write it. */
const sessionId = /^\[(?=[A-Za-z0-9]{0,15}\d)(?=[A-Za-z0-9]{0,15}[A-Za-z])([A-Za-z0-9]{8,16})\]/

function cutPrefixes(piece: string): { readonly text: string; readonly stamped: boolean; readonly session: string } {
  let text = piece.trimStart()
  let stamped = false
  let session = ''
  for (let round = 0; round < 8 && hasPrefix(text); round++) {
    const index = prefixes.findIndex((prefix) => prefix.test(text))
    const match = prefixes[index]?.exec(text)
    if (match === undefined || match === null || match[0] === '') break
    const rest = text.slice(match[0].length).trimStart()
    // Nothing but what is in the brackets was said.
    if (rest === '' && match[0].startsWith('[') && match[0].includes(': ')) break
    stamped ||= index < stamps
    session ||= sessionId.exec(text)?.[1] ?? ''
    text = rest
    const after =
      stamped && index < stamps
        ? /^[\w.-]{1,64} (?:postfix|sendmail|exim|sm-mta|opensmtpd)[\w/-]{0,40}(?:\[\d{1,8}\])?: /.exec(text)
        : null
    if (after !== null) text = text.slice(after[0].length)
  }
  return { text, stamped, session }
}

/** `b'250 OK\r\n'`, `"220 …"`: the quotes of the language that printed the line. */
function unquote(text: string): string {
  const open = /^(?:send|reply|data): {0,2}(?=b?['"(])/i.exec(text)
  if (open === null) return text
  const speaker = open[0].toLowerCase().startsWith('send') ? 'C: ' : 'S: '
  const body = text
    .slice(open[0].length)
    .replace(/^(?:\(\d{3}, )?b?['"]/, '')
    .replace(/(?:\\r\\n)?['"]\)?$/, '')
  return speaker + body
}

/** What web servers and printers of strings leave at the end of a line. */
function withoutTail(text: string): string {
  const referer = text.lastIndexOf(', referer: http')
  return (referer < 0 ? text : text.slice(0, referer)).replace(/(?:\\r)?\\n['"]?,?$/, '')
}

function speakerOf(
  text: string,
  inline: Mark | undefined,
  stamped: boolean,
): Pick<Spoken, 'speaker' | 'text' | 'fresh' | 'mark'> {
  let content = text
  let [hint, mark, weak]: [Speaker | undefined, string, boolean] = [inline?.speaker, inline?.name ?? '', false]
  for (let round = 0; round < 2 && hasMark(content); round++) {
    const found = marks.find(([sign]) => sign.test(content))
    const sign = found?.[0].exec(content)?.[0]
    if (found === undefined || sign === undefined || (mark !== '' && found[1] === 'event')) break
    content = content.slice(sign.length).replace(peer, '')
    hint ??= found[1]
    if (mark === '') [mark, weak] = [sign.trim(), found[2] === 'weak']
  }
  if (/^['"][2-5]\d\d[ -]/.test(content)) content = content.slice(1)
  if (mark !== '' && /^['"][A-Z]{4}/i.test(content)) content = withoutQuotesOfCommand(content)
  content = content.replace(/^\[([2-5]\d\d)\] '/, '$1 ')
  if (reply.test(content)) return { speaker: 'server', text: content, fresh: true, mark }
  if (command.test(content)) return { speaker: 'client', text: content, fresh: true, mark }
  if (hint === undefined || weak)
    return { speaker: 'nobody', text: weak ? content : text, fresh: stamped || weak, mark: '' }
  return { speaker: hint, text: content, fresh: true, mark }
}

/** Some loggers print a command as a string of their language. */
function withoutQuotesOfCommand(content: string): string {
  const said = content.slice(1).replace(/(?:\\r)?(?:\\n)?['"]$/, '')
  return command.test(said) ? said : content
}

/** Does one of them match? Asked of most lines in vain, so it is asked of all of them in two tests. */
function anyOf(patterns: readonly RegExp[]): (text: string) => boolean {
  const [exact, loose] = [false, true].map((ignoreCase) => {
    const sources = patterns.filter((pattern) => pattern.ignoreCase === ignoreCase).map(({ source }) => source)
    return new RegExp(sources.join('|'), ignoreCase ? 'i' : '')
  })
  return (text) => exact?.test(text) === true || loose?.test(text) === true
}
