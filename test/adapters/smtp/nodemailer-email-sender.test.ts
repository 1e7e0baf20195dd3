import { describe } from 'vitest'
import { NodemailerEmailSender } from '../../../src/adapters/smtp/nodemailer-email-sender.js'
import { type EmailSenderWorld, emailSenderContract, type Meeting } from '../../contracts/email-sender.contract.js'
import { type Behaviour, startScriptedSmtpServer } from '../../support/scripted-smtp-server.js'
import { settingsFor } from '../../support/smtp-settings.js'

/** The real adapter against a scripted server on loopback. */
async function loopbackWorld(
  tls: 'none' | 'starttls' | 'implicit',
  extensions?: readonly string[],
): Promise<EmailSenderWorld> {
  const login = { user: 'registro@example.org', password: 'open sesame' }
  let meeting: Meeting = 'accepted'
  const when = (which: Meeting, behaviour: Behaviour) => () => (meeting === which ? behaviour : undefined)
  const server = await startScriptedSmtpServer({
    tls,
    login,
    ...(extensions === undefined ? {} : { extensions }),
    script: {
      connect: when('failed', { after: 'drop' }),
      rcpt: () =>
        ({ refused: '550 5.1.1 User unknown', deferred: '451 4.7.1 Try later' })[meeting as 'refused' | 'deferred'],
      dot: when('in-doubt', { after: 'drop' }),
    },
  })
  return {
    sender: new NodemailerEmailSender(await settingsFor(server, { tls, ...login })),
    meets: (next) => {
      meeting = next
    },
    taken: () => server.messages.map((message) => /^Message-ID: (.*)\r$/m.exec(message)?.[1] ?? ''),
    close: () => server.close(),
  }
}

describe('NodemailerEmailSender over STARTTLS', () => {
  emailSenderContract(() => loopbackWorld('starttls'))
})
describe('NodemailerEmailSender over implicit TLS', () => {
  emailSenderContract(() => loopbackWorld('implicit'))
})
describe('NodemailerEmailSender in clear', () => {
  emailSenderContract(() => loopbackWorld('none'))
})
describe('NodemailerEmailSender without pipelining', () => {
  emailSenderContract(() => loopbackWorld('starttls', ['AUTH LOGIN']))
})
