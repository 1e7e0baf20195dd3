import { describe, expect, it } from 'vitest'
import { NodemailerEmailSender } from '../../../src/adapters/smtp/nodemailer-email-sender.js'
import { emailTo } from '../../support/emails.js'
import { RecordingHooks } from '../../support/recorded-conversation.js'
import { startScriptedSmtpServer } from '../../support/scripted-smtp-server.js'
import { settingsFor } from '../../support/smtp-settings.js'

describe('nothing is left open', () => {
  it('after any outcome, once the sender is closed', async () => {
    const before = resources()
    const behaviours = [
      {},
      { rcpt: '550 5.1.1 No' },
      { greeting: '554 5.0.0 No' },
      { starttls: '454 4.0.0 No' },
      { upgrade: { after: 'drop' } },
      { mail: { after: 'hang' } },
      { dot: { after: 'drop' } },
      { quit: { after: 'hang' } },
    ] as const
    for (const script of behaviours) {
      const server = await startScriptedSmtpServer({ script })
      const sender = new NodemailerEmailSender(await settingsFor(server, { timeoutScale: 0.02 }))
      await sender.send(emailTo('ana@example.org'), new RecordingHooks())
      await sender.close()
      await server.close()
    }
    await new Promise(setImmediate)
    expect(resources().filter((name) => !before.includes(name))).toEqual([])
    expect(resources().length).toBeLessThanOrEqual(before.length)
  })
})

/** What the sender may leave behind: sockets, look-ups and timers. (Servers here are the test's own.) */
function resources(): readonly string[] {
  return process.getActiveResourcesInfo().filter((name) => /^(?:TCPSocket|TLS|Timeout|GetAddrInfo)/.test(name))
}
