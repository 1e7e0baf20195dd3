import { describe } from 'vitest'
import { InMemoryEmailSender, type Meeting } from '../../../src/adapters/memory/in-memory-email-sender.js'
import { emailSenderContract } from '../../contracts/email-sender.contract.js'

describe('InMemoryEmailSender', () => {
  emailSenderContract(() => {
    let meeting: Meeting = 'accepted'
    const sender = new InMemoryEmailSender({}, () => meeting)
    return Promise.resolve({
      sender,
      meets: (next) => {
        meeting = next
      },
      taken: () => sender.messages.map(({ messageId }) => messageId),
      close: () => Promise.resolve(),
    })
  })
})
