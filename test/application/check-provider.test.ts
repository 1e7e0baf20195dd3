import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InMemoryProviderProbe, type ProbeTrouble } from '../../src/adapters/memory/in-memory-provider-probe.js'
import { SmtpProviderProbe } from '../../src/adapters/smtp/smtp-provider-probe.js'
import type { ProviderCheck } from '../../src/application/check-provider.js'
import { printLine } from '../../src/domain/transcript/smtp-log-format.js'
import { checkWorld, sender } from '../support/check-world.js'
import { type ScriptedSmtpServerOptions, startScriptedSmtpServer } from '../support/scripted-smtp-server.js'
import { settingsFor } from '../support/smtp-settings.js'

const probeThat = (trouble: ProbeTrouble = {}, name = 'memory.test:587') =>
  new InMemoryProviderProbe({ name }, () => trouble)

const stagesOf = ({ stages }: ProviderCheck) => stages.map(({ stage, outcome }) => `${stage} ${outcome}`).join(', ')

describe('CheckProvider', () => {
  it('goes through all stages, and is content without a message', async () => {
    const [check] = await checkWorld([probeThat()]).check()
    expect(check).toMatchObject({ provider: 'memory.test:587', outcome: 'fine', hints: [] })
    expect(check).not.toHaveProperty('diagnosis')
    expect(stagesOf(check as ProviderCheck)).toBe(
      'settings ok, resolve ok, connect ok, greeting ok, tls ok, hello ok, auth ok, sender ok',
    )
  })

  it('says of each stage what the record shows', async () => {
    const [check] = await checkWorld([probeThat()]).check({ to: 'ana@example.net' })
    const facts = Object.fromEntries(check?.stages.map(({ stage, facts }) => [stage, facts]) ?? [])
    expect(facts).toMatchObject({
      settings: { host: 'memory.test', port: 587, encryption: 'starttls', sender },
      resolve: { addresses: ['192.0.2.25'] },
      connect: { address: '192.0.2.25' },
      tls: {
        tlsVersion: 'TLSv1.3',
        cipher: 'TLS_AES_256_GCM_SHA384',
        certificate: { subject: 'CN=memory.test', expires: '2099-01-01T00:00:00', daysLeft: expect.any(Number) },
      },
      greeting: { reply: ['220 memory.test ESMTP'] },
      hello: { extensions: ['AUTH PLAIN'] },
      auth: { mechanism: 'PLAIN' },
      message: { recipient: 'ana@example.net', reply: ['250 2.0.0 Ok: queued'] },
    })
  })

  it('hands a real message over where one is asked for, and says that it was accepted', async () => {
    const [check] = await checkWorld([probeThat()]).check({ to: 'ana@example.net' })
    expect(check).toMatchObject({ outcome: 'fine', diagnosis: { cause: 'accepted' } })
    expect(check?.stages.at(-1)).toMatchObject({ stage: 'message', outcome: 'ok' })
  })

  it('explains a refused recipient, and blames the right side', async () => {
    const [check] = await checkWorld([probeThat({ meeting: 'refused' })]).check({ to: 'ana@example.net' })
    expect(check).toMatchObject({
      outcome: 'not-fine',
      diagnosis: { cause: 'recipient-unknown', side: 'recipient', phase: 'recipient' },
    })
    expect(check?.stages.at(-1)).toMatchObject({ stage: 'message', outcome: 'failed' })
  })

  it.each([
    ['resolve', 'dns-not-found'],
    ['connect', 'connection-refused'],
    ['tls', 'tls-certificate-expired'],
    ['auth', 'credentials-rejected'],
    ['sender', 'sender-not-authorised'],
  ] as const)('that fails at %s goes no further, sends nothing, and explains %s', async (failsAt, cause) => {
    const [check] = await checkWorld([probeThat({ failsAt })]).check({ to: 'ana@example.net' })
    expect(check).toMatchObject({ outcome: 'not-fine', diagnosis: { cause } })
    const outcomes = new Map(check?.stages.map(({ stage, outcome }) => [stage, outcome]))
    expect(outcomes.get(failsAt)).toBe('failed')
    expect(outcomes.get('message')).toBe('skipped')
    expect(check?.stages).toHaveLength(9)
    expect(check?.transcript.join('\n')).not.toContain('DATA')
  })

  it('says of a stage that failed only what was said in it', async () => {
    const failed = async (failsAt: ProbeTrouble['failsAt'] & string) =>
      (await checkWorld([probeThat({ failsAt })]).check())[0]?.stages.find(({ stage }) => stage === failsAt)?.facts
    expect(await failed('tls')).toMatchObject({ error: 'CERT_HAS_EXPIRED', certificate: { subject: 'CN=memory.test' } })
    expect(await failed('tls')).not.toHaveProperty('reply')
    expect(await failed('sender')).toEqual({ error: 'EENVELOPE', reply: ['553 5.7.1 Sender not owned by user'] })
  })

  it('tells of each stage as it ends, between its beginning and what was found', async () => {
    const world = checkWorld([probeThat({}, 'one'), probeThat({ failsAt: 'auth' }, 'two')])
    const checks = await world.check()
    expect(checks.map(({ provider, outcome }) => [provider, outcome])).toEqual([
      ['one', 'fine'],
      ['two', 'not-fine'],
    ])
    for (const check of checks) {
      const told = world.progress.filter((step) =>
        step.progress === 'finished' ? step.check.provider === check.provider : step.provider === check.provider,
      )
      expect(told[0]?.progress).toBe('started')
      expect(told.at(-1)).toEqual({ progress: 'finished', check })
      expect(told.slice(1, -1).map((step) => (step.progress === 'stage' ? step.report : undefined))).toEqual(
        check.stages,
      )
    }
    expect(world.progress.findIndex((step) => step.progress === 'finished')).toBeLessThan(
      world.progress.findIndex((step) => step.progress === 'started' && step.provider === 'two'),
    )
  })

  it('checks one provider by its name, or says which there are', async () => {
    const world = checkWorld([probeThat({}, 'one'), probeThat({}, 'two')])
    expect((await world.check({ provider: 'two' })).map(({ provider }) => provider)).toEqual(['two'])
    expect(await world.use.execute({ provider: 'three' })).toEqual({
      outcome: 'unknown-provider',
      known: ['one', 'two'],
    })
  })

  it('turns away what is no address before it asks anybody', async () => {
    const world = checkWorld([probeThat()])
    expect(await world.use.execute({ to: 'ana' })).toEqual({ outcome: 'address-invalid', reason: 'no-at-sign' })
    expect(world.log.lines).toHaveLength(1)
  })

  it('finds a template that cannot be composed before it asks a server', async () => {
    const world = checkWorld([probeThat()], {
      composer: { compose: () => ({ outcome: 'defective', detail: 'a template is missing' }) },
    })
    const [check] = await world.check({ to: 'ana@example.net' })
    expect(check).toMatchObject({ outcome: 'not-fine', diagnosis: { rule: 'composing-failed' }, transcript: [] })
    expect(check?.stages[0]).toMatchObject({ stage: 'settings', outcome: 'failed' })
    expect(check?.stages.slice(1).every(({ outcome }) => outcome === 'skipped')).toBe(true)
  })

  it('stands in the SMTP log as every conversation does, and shows the same lines', async () => {
    const world = checkWorld([probeThat()])
    const [check] = await world.check({ to: 'ana@example.net' })
    const logged = world.log.lines.filter(({ conversation }) => conversation > 0).map((line) => printLine(line, 'en'))
    expect(check?.transcript).toEqual(logged)
    expect(logged.filter((line) => line.includes('S < "220 ')).length).toBe(3)
  })

  it('shows what was said also while recording is off, and records nothing', async () => {
    const world = checkWorld([probeThat()])
    world.log.switchRecording(false, 'a test')
    const before = world.log.lines.length
    const [check] = await world.check()
    expect(world.log.lines).toHaveLength(before)
    expect(check?.transcript.join('\n')).toContain('S < "220 memory.test ESMTP"')
  })

  it('gives commands that repeat it, without user and password', async () => {
    const [check] = await checkWorld([probeThat()]).check()
    expect(check?.reproduction).toEqual([
      'openssl s_client -crlf -ign_eof -connect memory.test:587 -servername memory.test -verify_hostname memory.test -starttls smtp -name registro.test',
      'swaks --server memory.test --port 587 --tls --helo registro.test --auth PLAIN,LOGIN,CRAM-MD5 --protect-prompt --auth-hide-password --from shop@example.org --to shop@example.org --quit-after MAIL',
    ])
  })

  it('shows no secret, whatever the server repeats of it', () =>
    fc.assert(
      fc.asyncProperty(password, fc.constantFrom(...indiscretions), async (password, indiscreet) => {
        const user = `${password.slice(0, 6)}.user@example.org`
        const server = await startScriptedSmtpServer({ login: { user, password }, ...indiscreet(user, password) })
        try {
          const probe = new SmtpProviderProbe(await settingsFor(server, { user, password }))
          const world = checkWorld([probe], { secrets: [password], isReal: true })
          const found = JSON.stringify([await world.check({ to: 'ana@example.net' }), world.progress, world.log.lines])
          expect(found).toContain('AUTH')
          for (const secret of [password, base64(password), base64(`\0${user}\0${password}`), base64(user)]) {
            expect(found).not.toContain(secret)
          }
        } finally {
          await server.close()
        }
      }),
      { numRuns: 40 },
    ))
})

const base64 = (text: string): string => Buffer.from(text).toString('base64')

const password = fc.stringMatching(/^[a-zA-Z0-9]{8,24}$/).filter((text) => /[a-z]/.test(text) && /\d/.test(text))

/** Servers that repeat what they should not, in good and in bad ends. */
const indiscretions: readonly ((user: string, password: string) => ScriptedSmtpServerOptions)[] = [
  () => ({}),
  () => ({ tls: 'starttls', extensions: ['AUTH LOGIN'] }),
  (_, password) => ({ script: { greeting: `220 hello ${password}` } }),
  (_, password) => ({ extensions: ['AUTH PLAIN', `X-${password}`] }),
  (_, password) => ({ script: { auth: `535 5.7.8 The password ${password} is wrong` } }),
  (user, password) => ({ script: { auth: `535 5.7.8 ${base64(`\0${user}\0${password}`)} is wrong` } }),
  (_, password) => ({ script: { mail: `550 5.7.1 ${password} may not send` } }),
  (_, password) => ({ script: { rcpt: ['550-5.1.1 no such user', `550 5.1.1 ${base64(password)}`] } }),
  (_, password) => ({ script: { dot: `550 5.7.1 ${password}` } }),
]
