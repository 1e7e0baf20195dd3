import { describe, expect, it } from 'vitest'
import { Dialogue } from '../../../src/adapters/smtp/dialogue.js'

const bytes = (text: string) => Buffer.from(text, 'latin1')

function dialogueInMessage(): Dialogue {
  const dialogue = new Dialogue()
  dialogue.received(bytes('220 hello\r\n'))
  dialogue.sent(bytes('DATA\r\n'))
  dialogue.received(bytes('354 go\r\n'))
  return dialogue
}

describe('Dialogue', () => {
  it('waits for the greeting first', () => {
    const dialogue = new Dialogue()
    expect(dialogue.next?.inWords).toBe('the greeting')
    expect(dialogue.received(bytes('220 hello\r\n'))).toMatchObject([
      { awaited: { command: 'CONN' }, reply: { code: 220 } },
    ])
    expect(dialogue.next).toBeUndefined()
  })

  it('gives each reply to its command when several were said at once', () => {
    const dialogue = new Dialogue()
    dialogue.received(bytes('220 hello\r\n'))
    dialogue.sent(bytes('MAIL FROM:<a@example.org>\r\n'))
    dialogue.sent(bytes('RCPT TO:<b@example.org>\r\n'))
    const commands = dialogue.received(bytes('250 ok\r\n550 no\r\n')).map(({ awaited }) => awaited?.command)
    expect(commands).toEqual(['MAIL FROM', 'RCPT TO'])
  })

  it('knows a reply that nothing was said for', () => {
    const dialogue = new Dialogue()
    expect(dialogue.received(bytes('220 hello\r\n250 and more\r\n')).map(({ awaited }) => awaited?.command)).toEqual([
      'CONN',
      undefined,
    ])
  })

  it('counts what answers a challenge to AUTH, whatever it looks like', () => {
    const dialogue = new Dialogue()
    dialogue.received(bytes('220 hello\r\n'))
    dialogue.sent(bytes('AUTH LOGIN\r\n'))
    dialogue.received(bytes('334 VXNlcm5hbWU6\r\n'))
    dialogue.sent(bytes('QUIT\r\n'))
    expect(dialogue.next?.command).toBe('AUTH LOGIN')
  })

  it('is in the message from 354 to the final dot, wherever the bytes are cut', () => {
    const message = 'Subject: x\r\n\r\n..\r\n.\r\n'
    for (let at = 1; at < message.length; at++) {
      const dialogue = dialogueInMessage()
      expect(dialogue.inMessage).toBe(true)
      dialogue.sent(bytes(message.slice(0, at)))
      expect(dialogue.next).toBeUndefined()
      dialogue.sent(bytes(message.slice(at)))
      expect(dialogue.inMessage).toBe(false)
      expect(dialogue.next).toMatchObject({ kind: 'final-dot', command: 'DATA' })
    }
  })

  it('forgets half a line that came before the connection was secured', () => {
    const dialogue = new Dialogue()
    dialogue.received(bytes('220 hello\r\n'))
    dialogue.sent(bytes('STARTTLS\r\n'))
    dialogue.received(bytes('220 go\r\n250-inject'))
    dialogue.secured()
    dialogue.sent(bytes('EHLO us\r\n'))
    expect(dialogue.received(bytes('250 AUTH\r\n'))).toMatchObject([{ reply: { code: 250, lines: ['AUTH'] } }])
  })
})
