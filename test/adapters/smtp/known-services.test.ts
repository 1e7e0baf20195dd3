import { describe, expect, it } from 'vitest'
import { knownService } from '../../../src/adapters/smtp/known-services.js'

describe('knownService', () => {
  it.each(['gmail', 'Gmail', 'GMAIL'])('knows %s', (name) =>
    expect(knownService(name)).toEqual({ host: 'smtp.gmail.com', port: 465, tls: 'implicit' }),
  )

  it('knows services with STARTTLS', () =>
    expect(knownService('Outlook365')).toEqual({ host: 'smtp.office365.com', port: 587, tls: 'starttls' }))

  it.each(['nobody-knows-this', '', 'ana@gmail.com', '__proto__', 'constructor'])('does not know %j', (name) =>
    expect(knownService(name)).toBeUndefined(),
  )
})
