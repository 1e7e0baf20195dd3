import type { Socket } from 'node:net'
import type { NodemailerError } from 'nodemailer'
import type { Conversation } from '../../application/ports/email-sender.js'
import { type EmailAddress, needsSmtpUtf8 } from '../../domain/registration/email-address.js'
import type { Exchange } from './dialogue.js'
import { ehloName } from './ehlo-name.js'
import type { ComposedMail } from './mime-message.js'
import { type Breakdown, MonitoredConnection } from './monitored-connection.js'
import { NodemailerClient } from './nodemailer-client.js'
import { faultOf, stageOf } from './nodemailer-fault.js'
import { openSocket, type SessionSettings } from './open-socket.js'
import { SmtpFault, type Stage } from './smtp-fault.js'
import { Transaction, type Verdict } from './transaction.js'

/** What a connection keeps of each message, such as the secrets that no record may hold, is let go with it after so many. */
const mostMessages = 200

const dataCommand = Buffer.from('DATA\r\n')

/** Why a step was left: the caller said `stop` before DATA. */
class Stopped extends Error {}

/**
 * One SMTP connection, step by step: `open`, `login`, any number of `transfer`, `end`. Everything that crosses the wire
 * and everything that happens to it goes to the conversation. Steps reject with an `SmtpFault`; after one, and after a
 * transfer that leaves it not `reusable`, only `end` may follow. `end` must follow in any case.
 */
export class SmtpSession {
  readonly conversation: Conversation
  /** Resolves when no message can follow any more, for whatever reason. */
  readonly over: Promise<void>
  readonly #settings: SessionSettings
  #tellOver: () => void = () => undefined
  #connection: MonitoredConnection | undefined
  #client: NodemailerClient | undefined
  #stage: Stage = 'resolve'
  /** The lines of the last reply to EHLO; absent when the server knows HELO only. */
  #extensions: readonly string[] | undefined
  #transaction: Transaction | undefined
  #handingOver: () => Promise<'go' | 'stop'> = () => Promise.resolve('stop')
  /** Gets the reply to what was said by `#ask`. */
  #answered: ((exchange: Exchange) => void) | undefined
  /** Leaves the step under way. */
  #leave: ((reason: unknown) => void) | undefined
  #fault: SmtpFault | undefined
  #stopped = false
  #messages = 0
  /** Between two messages: nobody waits for anything. */
  #resting = false
  readonly #opening = new AbortController()

  constructor(settings: SessionSettings, conversation: Conversation) {
    this.#settings = settings
    this.conversation = conversation
    this.over = new Promise((resolve) => {
      this.#tellOver = resolve
    })
  }

  /** True while another message may follow on this connection. */
  get reusable(): boolean {
    const isDone = this.#stopped || this.#messages >= mostMessages
    return this.#connection?.listens === true && this.#fault === undefined && !isDone
  }

  /** From the name to the server's extensions: resolves, connects, secures, awaits the greeting, says EHLO. */
  async open(): Promise<void> {
    const { provider, limits, tls } = this.#settings
    const socket = await this.#socket()
    this.#stage = 'greeting'
    const connection = new MonitoredConnection(socket, limits, this.conversation, {
      keepsBack: (bytes) => this.#keepsBack(bytes),
      replied: (exchange) => this.#replied(exchange),
      finalDot: () => this.#transaction?.finalDot(),
      brokeDown: (breakdown) => this.#brokeDown(breakdown),
    })
    const client = new NodemailerClient(socket, provider, ehloName(provider.ehloName, socket), tls, {
      upgrading: (secured) => {
        this.#stage = 'tls'
        this.#extensions = undefined
        connection.upgrade(secured)
      },
      gaveUp: (error) => this.#fail(this.#faultOf(error)),
    })
    this.#connection = connection
    this.#client = client
    await this.#step((done) => client.connect(done))
  }

  /** Logs in where the settings have a user. */
  async login(): Promise<void> {
    const { user, password, authMethod } = this.#settings.provider
    const client = this.#client
    if (user === undefined || password === undefined || client === undefined) return
    this.#stage = 'auth'
    if (this.#extensions !== undefined && !this.offers('AUTH')) {
      const message = 'The server offers no login on this connection'
      throw this.#fail(new SmtpFault({ stage: 'auth', code: 'EAUTH', message, command: 'AUTH' }))
    }
    if (!this.#secured) this.conversation.event({ event: 'credentials-in-clear' })
    await this.#step((done) => client.login(user, password, authMethod, done)).catch((error: unknown) => {
      throw error instanceof SmtpFault ? this.#fail(error) : error
    })
  }

  /** What the server's last EHLO reply says of an extension such as `SMTPUTF8`. */
  offers(extension: string): boolean {
    return this.#extensions?.some((line) => line.split(/[ =]/, 1)[0]?.toUpperCase() === extension) ?? false
  }

  /** Hands one message over. `handingOver` is asked once the recipient was accepted, before DATA. */
  async transfer(mail: ComposedMail, handingOver: () => Promise<'go' | 'stop'>): Promise<Verdict> {
    const client = this.#client
    if (client === undefined) throw new Error('A session must be open before it can transfer a message')
    this.#stage = 'transaction'
    this.#messages += 1
    this.#resting = false
    if (mail.needsSmtpUtf8 && !this.offers('SMTPUTF8')) {
      return { outcome: 'failed', fault: smtpUtf8Fault(), stale: false }
    }
    if (!this.#secured) this.conversation.event({ event: 'message-in-clear' })
    const transaction = new Transaction()
    this.#transaction = transaction
    this.#handingOver = handingOver
    try {
      await this.#step((done) => client.send(mail.envelope, mail.bytes, done))
      return { outcome: 'accepted', stale: false }
    } catch (error) {
      if (error instanceof Stopped) return { outcome: 'interrupted', stale: false }
      if (!(error instanceof SmtpFault)) throw error
      if (this.reusable && transaction.dataMay !== 'reset') await this.#reset(client)
      return transaction.verdictAfter(error)
    } finally {
      this.#transaction = undefined
      this.#resting = true
    }
  }

  /** Asks whether the server takes mail from this sender, and takes the question back. Only `end` may follow. */
  async trySender(sender: EmailAddress): Promise<void> {
    this.#stage = 'transaction'
    const smtpUtf8 = needsSmtpUtf8(sender)
    if (smtpUtf8 && !this.offers('SMTPUTF8')) throw this.#fail(smtpUtf8Fault())
    this.#client?.letGo()
    await this.#ask('MAIL FROM', `MAIL FROM:<${sender}>${smtpUtf8 ? ' SMTPUTF8' : ''}`)
    await this.#ask('RSET', 'RSET')
  }

  /** Ends the connection at once, in the middle of whatever it is about: steps under way and to come reject. */
  breakOff(why: string): void {
    this.#fail(SmtpFault.brokenOff(this.#stage, why))
    if (this.#connection === undefined) this.#opening.abort()
    else this.#connection.breakOff()
  }

  /** Ends the connection politely where the server still listens, and resolves when it is closed. */
  async end(): Promise<void> {
    this.#tellOver()
    this.#client?.letGo()
    if (this.#connection === undefined) this.conversation.ended()
    else await this.#connection.end(this.#stopped ? ['RSET'] : [])
  }

  /** A connection. Where it is broken off before it stands, that is the last word about it. */
  #socket(): Promise<Socket> {
    const heard: Pick<Conversation, 'event'> = {
      event: (event) => {
        if (this.#fault === undefined) this.conversation.event(event)
      },
    }
    return new Promise((resolve, reject) => {
      if (this.#fault !== undefined) return reject(this.#fault)
      this.#leave = reject
      openSocket(this.#settings, heard, this.#opening.signal).then(
        (socket) => {
          this.#leave = undefined
          if (this.#fault === undefined) resolve(socket)
          else socket.destroy()
        },
        (error: unknown) => reject(error instanceof SmtpFault ? this.#fail(error) : error),
      )
    })
  }

  get #secured(): boolean {
    return this.#connection?.secured === true
  }

  /** Says a command by itself, without the SMTP client, and waits for a reply of 2xx. */
  #ask(command: string, line: string): Promise<void> {
    return this.#step((done) => {
      this.#answered = ({ awaited, reply: { code } }) => {
        if (awaited?.command !== command) return
        this.#answered = undefined
        if (code < 300) return done()
        const message = `The server answered ${command} with ${code}`
        this.#fail(
          new SmtpFault({
            stage: 'transaction',
            code: 'EENVELOPE',
            message,
            command,
            replyCode: code,
            lost: code === 421,
          }),
        )
      }
      this.#connection?.say(line)
    })
  }

  async #reset(client: NodemailerClient): Promise<void> {
    await this.#step((done) => client.reset(done)).catch((error: unknown) => {
      if (!(error instanceof SmtpFault)) throw error
      this.#fail(error)
    })
  }

  #keepsBack(bytes: Uint8Array): boolean {
    const transaction = this.#transaction
    if (transaction === undefined || !isData(bytes)) return false
    transaction.holdData()
    this.#decideOnData(transaction)
    return true
  }

  #replied(exchange: Exchange): void {
    const { awaited, reply } = exchange
    this.#answered?.(exchange)
    if (awaited?.command === 'EHLO' && reply.code < 300) this.#greeted(reply.lines.slice(1))
    if (awaited?.command === 'STARTTLS' && reply.code >= 300) this.#upgradeRefused()
    if (this.#transaction === undefined) return
    const undecided = this.#transaction.dataMay === 'wait'
    this.#transaction.replied(exchange)
    if (undecided) this.#decideOnData(this.#transaction)
  }

  #greeted(extensions: readonly string[]): void {
    this.#extensions = extensions
    this.#stage = 'hello'
    const { tls } = this.#settings.provider
    if (this.#secured || tls === 'none') return
    const offered = this.offers('STARTTLS')
    this.conversation.event({ event: offered ? 'starttls-offered' : 'starttls-not-offered' })
    if (offered || tls === 'opportunistic') return
    const message = 'The server does not offer STARTTLS, and the settings require it'
    this.#fail(new SmtpFault({ stage: 'tls', code: 'ESTARTTLS', message, command: 'STARTTLS' }))
  }

  #upgradeRefused(): void {
    this.conversation.event({ event: 'starttls-refused' })
    if (this.#settings.provider.tls === 'opportunistic') return
    this.#stage = 'tls'
    this.#connection?.leave()
  }

  #decideOnData(transaction: Transaction): void {
    if (transaction.dataMay === 'wait') return
    if (transaction.dataMay === 'reset') return this.#connection?.say('RSET')
    this.#handingOver().then(
      (decision) => this.#handOver(decision),
      (error: unknown) => {
        this.#stopped = true
        this.#leave?.(error)
      },
    )
  }

  #handOver(decision: 'go' | 'stop'): void {
    if (this.#fault !== undefined) return
    if (decision === 'go') return this.#connection?.say('DATA')
    this.#stopped = true
    this.#leave?.(new Stopped())
  }

  /** Waits for the SMTP client to finish something, or for anything to end it before. */
  #step(run: (done: (error?: NodemailerError | null) => void) => void): Promise<void> {
    if (this.#fault !== undefined) return Promise.reject(this.#fault)
    return new Promise((resolve, reject) => {
      this.#leave = (reason) => {
        this.#leave = undefined
        reject(reason)
      }
      run((error) => {
        if (error) return this.#leave?.(this.#faultOf(error))
        this.#leave = undefined
        resolve()
      })
    })
  }

  #brokeDown(breakdown: Breakdown): void {
    this.#fail(new SmtpFault({ ...breakdown, stage: stageOf(breakdown.command, this.#stage) }))
  }

  #faultOf(error: NodemailerError): SmtpFault {
    return faultOf(error, this.#stage, this.#connection?.listens === false)
  }

  /** Ends all that this session can do but to end; the first fault counts. */
  #fail(fault: SmtpFault): SmtpFault {
    if (this.#fault !== undefined) return this.#fault
    this.#fault = fault
    this.#client?.letGo()
    if (!this.#resting) this.conversation.event({ event: 'failed', code: fault.code, message: fault.message })
    this.#leave?.(fault)
    this.#tellOver()
    return fault
  }
}

function isData(bytes: Uint8Array): boolean {
  return bytes.length === dataCommand.length && dataCommand.equals(bytes)
}

function smtpUtf8Fault(): SmtpFault {
  const message = 'The address needs SMTPUTF8 (RFC 6531), which the server does not offer'
  return new SmtpFault({ stage: 'transaction', code: 'ESMTPUTF8', message, command: 'MAIL FROM' })
}
