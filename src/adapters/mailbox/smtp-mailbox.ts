import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import { makeFolder } from '../file-system/make-folder.js'
import { failureFor, type MailboxFailure } from './failing-recipients.js'
import { FolderMessageStore } from './folder-message-store.js'
import type { Mailbox, MailboxCredentials, MailboxMessage, MailboxSummary } from './mailbox.js'
import { type MailboxCertificate, mailboxCertificate } from './mailbox-certificate.js'
import { MemoryMessageStore, type MessageStore } from './message-store.js'
import { readInFull, summarise } from './parsed-message.js'
import { PromptSmtpServer } from './prompt-smtp-server.js'

export interface MailboxSettings {
  /** Where messages and certificate are kept (made where it is missing); in memory only when absent. */
  readonly folder?: string
  /** On 127.0.0.1; a free one when absent. */
  readonly port?: number
  /** Random ones when absent. */
  readonly credentials?: MailboxCredentials
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now?: () => number
}

type Callback = (error?: Error | null) => void

const maxBytes = 10 * 1024 * 1024
/** How long a conversation under way may go on once the mailbox closes. */
const closeMs = 500

/** Starts the built-in mailbox. Rejects when it cannot listen, or cannot use its folder. */
export async function startMailbox(settings: MailboxSettings = {}): Promise<Mailbox> {
  const { folder, now = Date.now, port = 0 } = settings
  if (folder !== undefined) await makeFolder(folder)
  const store =
    folder === undefined ? new MemoryMessageStore() : await FolderMessageStore.open(join(folder, 'messages'))
  const certificate = await mailboxCertificate(folder, now())
  const credentials = settings.credentials ?? { user: 'registro', password: randomBytes(24).toString('base64url') }
  const mailbox = new SmtpMailbox(store, certificate, credentials, now)
  await mailbox.listen(port)
  return mailbox
}

class SmtpMailbox implements Mailbox {
  readonly credentials: MailboxCredentials
  readonly ca: string
  readonly #store: MessageStore
  readonly #now: () => number
  readonly #server: PromptSmtpServer
  /** By the client's port. */
  readonly #sockets = new Map<number, Socket>()
  #taken = 0

  constructor(
    store: MessageStore,
    { key, cert }: MailboxCertificate,
    credentials: MailboxCredentials,
    now: () => number,
  ) {
    this.#store = store
    this.#now = now
    this.credentials = credentials
    this.ca = cert
    this.#server = new PromptSmtpServer({
      key,
      cert,
      name: 'mailbox.localhost',
      banner: 'Registro built-in mailbox',
      authMethods: ['PLAIN', 'LOGIN'],
      size: maxBytes,
      disableReverseLookup: true,
      hideENHANCEDSTATUSCODES: true,
      closeTimeout: closeMs,
      logger: false,
      onAuth: (auth, _session, done) => {
        if (this.#knows(auth.username, auth.password)) return done(null, { user: auth.username })
        done(reply(535, '5.7.8 Authentication credentials invalid'))
      },
      onRcptTo: ({ address }, session, done) => this.#recipient(address, session, done),
      onData: (stream, session, done) => void this.#message(stream, session, done),
    })
    // A client that leaves in the middle of something is none of the mailbox's trouble.
    this.#server.on('error', () => undefined)
    this.#server.server.on('connection', (socket) => this.#remember(socket))
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port
  }

  list(): readonly MailboxSummary[] {
    return this.#store.list()
  }

  async message(id: string): Promise<MailboxMessage | undefined> {
    const summary = this.#store.list().find((one) => one.id === id)
    const source = summary === undefined ? undefined : await this.#store.source(id)
    return summary === undefined || source === undefined ? undefined : readInFull(summary, source)
  }

  findByMessageId(messageId: string): MailboxSummary | undefined {
    return this.#store.list().find((one) => one.messageId === messageId)
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.server.once('error', reject)
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.server.off('error', reject)
        resolve()
      })
    })
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve())
    })
    for (const socket of this.#sockets.values()) socket.destroy()
  }

  #knows(user: string | null | undefined, password: string | null | undefined): boolean {
    return same(user ?? '', this.credentials.user) && same(password ?? '', this.credentials.password)
  }

  #remember(socket: Socket): void {
    const port = socket.remotePort ?? 0
    this.#sockets.set(port, socket)
    socket.on('close', () => this.#sockets.delete(port))
  }

  #recipient(address: string, session: SMTPServerSession, done: Callback): void {
    const failure = failureFor(address)
    if (failure?.at === 'recipient') this.#fail(failure, session, done)
    else done()
  }

  async #message(stream: SMTPServerDataStream, session: SMTPServerSession, done: Callback): Promise<void> {
    const pieces: Buffer[] = []
    try {
      for await (const piece of stream) pieces.push(piece as Buffer)
    } catch {
      // The client left in the middle of its message, which is reported nowhere else and matters to nobody.
      return done(reply(451, '4.4.2 Message not received in full'))
    }
    if (stream.sizeExceeded) return done(reply(552, '5.3.4 Message size exceeds fixed limit'))
    const failure = session.envelope.rcptTo
      .map(({ address }) => failureFor(address))
      .find((found) => found?.at === 'message')
    if (failure !== undefined) return this.#fail(failure, session, done)
    try {
      await this.#keep(Buffer.concat(pieces))
    } catch {
      // A full disk, or a message that cannot be read: the sender is told, as any mail server would.
      return done(reply(452, '4.3.1 The mailbox could not keep the message'))
    }
    done()
  }

  async #keep(source: Buffer): Promise<void> {
    const at = this.#now()
    this.#taken += 1
    // Names sort by time, also for messages of one millisecond.
    const id = `${String(at).padStart(13, '0')}-${String(this.#taken).padStart(6, '0')}-${randomBytes(4).toString('hex')}`
    await this.#store.add(await summarise(id, source, at), source)
  }

  #fail(failure: MailboxFailure, session: SMTPServerSession, done: Callback): void {
    if (failure.does === 'reply') done(reply(failure.code, failure.text))
    if (failure.does === 'drop') this.#sockets.get(session.remotePort)?.destroy()
  }
}

function reply(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code })
}

function same(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}
