import { describe, expect, it } from 'vitest'
import { printLine } from '../../src/domain/transcript/smtp-log-format.js'
import type { LogLocale } from '../../src/domain/transcript/statement.js'
import { printed, readScript, record, scriptNames } from './script.js'

describe('the record of a conversation', () => {
  it.each(scriptNames)('%s is as written beside it', (name) => {
    const { happens, recorded } = readScript(name)
    expect(printed(record(happens))).toEqual(recorded)
  })
})

const log = (name: string, locale: LogLocale) =>
  record(readScript(name).happens).map((statement, index) =>
    printLine(
      { counter: index + 1, at: Date.UTC(2026, 10, 21, 15, 3, 11, 586), processId: 5012, conversation: 7, statement },
      locale,
    ),
  )

describe('the log of a wrong password', () => {
  const english = [
    `1 2026-11-21T15:03:11.586 5012 7 ### SMTP Connected to 'smtp.gmail.com' on port 465. (secured)`,
    `2 2026-11-21T15:03:11.586 5012 7 S < "220 smtp.gmail.com ESMTP y139sm19463388wmd.22 - gsmtp"`,
    `3 2026-11-21T15:03:11.586 5012 7 C > "EHLO [192.168.18.9]"`,
    `4 2026-11-21T15:03:11.586 5012 7 S < "250-smtp.gmail.com at your service, [203.0.113.7]"`,
    `5 2026-11-21T15:03:11.586 5012 7 S < "250-SIZE 35882577"`,
    `6 2026-11-21T15:03:11.586 5012 7 S < "250-8BITMIME"`,
    `7 2026-11-21T15:03:11.586 5012 7 S < "250-AUTH LOGIN PLAIN XOAUTH2 PLAIN-CLIENTTOKEN OAUTHBEARER XOAUTH"`,
    `8 2026-11-21T15:03:11.586 5012 7 S < "250-ENHANCEDSTATUSCODES"`,
    `9 2026-11-21T15:03:11.586 5012 7 S < "250-PIPELINING"`,
    `10 2026-11-21T15:03:11.586 5012 7 S < "250-CHUNKING"`,
    `11 2026-11-21T15:03:11.586 5012 7 S < "250 SMTPUTF8"`,
    `12 2026-11-21T15:03:11.586 5012 7 C > "AUTH PLAIN"`,
    `13 2026-11-21T15:03:11.586 5012 7 S < "334 "`,
    `14 2026-11-21T15:03:11.586 5012 7 C > "********************************"`,
    `15 2026-11-21T15:03:11.586 5012 7 S < "535-5.7.8 Username and Password not accepted. For more information, go to"`,
    `16 2026-11-21T15:03:11.586 5012 7 S < "535 5.7.8  https://support.google.com/mail/?p=BadCredentials y139sm19463388wmd.22 - gsmtp"`,
    `17 2026-11-21T15:03:11.586 5012 7 C > "QUIT"`,
    `18 2026-11-21T15:03:11.586 5012 7 S < "221 2.0.0 closing connection y139sm19463388wmd.22 - gsmtp"`,
    `19 2026-11-21T15:03:11.586 5012 7 ### SMTP Connection closed`,
  ]

  it('has its nineteen lines, one for one', () => {
    expect(log('wrong-password', 'en')).toEqual(english)
  })

  it('says the same in Spanish', () => {
    expect(log('wrong-password', 'es')).toEqual([
      `1 2026-11-21T15:03:11.586 5012 7 ### SMTP Conectado a 'smtp.gmail.com' en el puerto 465. (asegurado)`,
      ...english.slice(1, -1),
      `19 2026-11-21T15:03:11.586 5012 7 ### Conexión SMTP cerrada`,
    ])
  })

  it('has one line more when the server offers one thing more', () => {
    expect(log('wrong-password-nine-lines', 'en')).toHaveLength(20)
  })
})
