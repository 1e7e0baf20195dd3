// A mail server that misbehaves in every way until it is told to be healthy, and counts what it took.
import { once } from 'node:events'
import { createServer } from 'node:net'

const chance = (share) => Math.random() < share
const pick = (choices) => choices[Math.floor(Math.random() * choices.length)]

const faults = ['greeting', 'hello', 'mail', 'rcpt', 'data', 'dot'].flatMap((phase) =>
  ['drop', '421', '451', 'half', 'hang'].map((how) => `${phase}-${how}`),
)
/** Those that concern one message: the others make an incident, which holds all mail until it is probed. */
const passing = ['rcpt-drop', 'rcpt-451', 'data-drop', 'dot-drop', 'dot-half', 'dot-hang', 'mail-drop']

export class FlakyMailServer {
  /** What it took, by recipient, also when it never said so. */
  taken = new Map()
  /** How often it misbehaved, by kind. */
  misbehaved = new Map()
  healthy = false
  /** Conversations that are in the middle of a message. */
  underway = new Set()
  #server = createServer((socket) => this.#converse(socket))

  async listen() {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return this.#server.address().port
  }

  close() {
    this.#server.close()
  }

  #converse(socket) {
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.underway.delete(socket))
    socket.setNoDelay(true)
    const fault = this.healthy || chance(0.6) ? 'none' : pick(chance(0.8) ? passing : faults)
    if (fault !== 'none') this.misbehaved.set(fault, (this.misbehaved.get(fault) ?? 0) + 1)
    // Some take their time, so that a kill finds conversations at every place.
    const slowMs = this.healthy || chance(0.5) ? 0 : Math.random() * 60
    const reply = (text) => setTimeout(() => socket.writable && socket.write(`${text}\r\n`), slowMs)
    const strikes = (phase) => fault.startsWith(`${phase}-`)
    const answer = (phase, text) => {
      if (!strikes(phase)) return reply(text)
      if (fault.endsWith('-drop')) return socket.destroy()
      if (fault.endsWith('-421')) return socket.end('421 4.3.2 going down\r\n')
      if (fault.endsWith('-451')) return reply('451 4.3.0 not now')
      if (fault.endsWith('-half')) return socket.end('25')
      // A fault that hangs says nothing any more.
      return undefined
    }
    let [rest, inMessage, recipient] = ['', false, '']
    answer('greeting', '220 torture.test ESMTP')
    socket.on('data', (chunk) => {
      rest += chunk.toString('latin1')
      for (;;) {
        if (inMessage && fault === 'data-drop' && rest.length > 200) return socket.destroy()
        const end = rest.indexOf(inMessage ? '\r\n.\r\n' : '\r\n')
        if (end < 0) return
        const line = rest.slice(0, end)
        rest = rest.slice(end + (inMessage ? 5 : 2))
        if (inMessage) {
          inMessage = false
          const isLost = strikes('dot') && fault !== 'dot-drop' && fault !== 'dot-hang'
          // Some of what is never acknowledged was taken all the same.
          if (!isLost) this.taken.set(recipient, (this.taken.get(recipient) ?? 0) + 1)
          this.underway.delete(socket)
          answer('dot', '250 2.0.0 taken')
          continue
        }
        const verb = line.slice(0, 4).toUpperCase()
        if (verb === 'MAIL') this.underway.add(socket)
        if (verb === 'RCPT') recipient = /<(.*)>/.exec(line)?.[1] ?? ''
        if (verb === 'QUIT') socket.end('221 bye\r\n')
        else if (verb === 'EHLO') answer('hello', '250-torture.test\r\n250 SMTPUTF8')
        else if (verb === 'DATA' && (!strikes('data') || fault === 'data-drop')) {
          inMessage = true
          reply('354 go on')
        } else answer({ MAIL: 'mail', RCPT: 'rcpt', DATA: 'data' }[verb] ?? 'other', '250 fine')
      }
    })
  }
}
