import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CheckDirectly } from '../../../src/adapters/command-line/check-command.js'
import type { FoundService } from '../../../src/adapters/command-line/service-client.js'
import type { NodeHttpServer } from '../../../src/adapters/http/node-http-server.js'
import { InMemoryProviderProbe, type ProbeTrouble } from '../../../src/adapters/memory/in-memory-provider-probe.js'
import type { ProviderCheck } from '../../../src/application/check-provider.js'
import { checkWorld } from '../../support/check-world.js'
import { Product } from '../../support/product-in-memory.js'
import { httpPartsOf, operatorToken, serving } from '../../support/product-over-http.js'
import { noService, type Ran, runCommand } from './run-command.js'
import { TerminalInMemory } from './terminal-in-memory.js'

let server: NodeHttpServer
let trouble: ProbeTrouble = {}
let product: Product
let service: FoundService
const probe = new InMemoryProviderProbe({ tls: 'implicit' }, () => trouble, { senderIs: () => 'other' })

beforeEach(async () => {
  trouble = {}
  product = new Product()
  server = await serving({
    ...httpPartsOf(product),
    checkProvider: checkWorld([probe]).use,
    onError: () => {},
  })
  service = { outcome: 'found', url: server.url, operatorToken }
})

afterEach(async () => {
  await server.close(0)
  await product.close()
})

const run = (
  line: string,
  { language = 'en', directly }: { readonly language?: 'en' | 'es'; readonly directly?: CheckDirectly } = {},
): Promise<Ran> =>
  runCommand(
    line,
    { service, ...(directly === undefined ? {} : { checkDirectly: directly }) },
    new TerminalInMemory('', { language }),
  )

/** Checks as the program does that finds no service. */
function directlyOf(checked: InMemoryProviderProbe): CheckDirectly {
  const { use } = checkWorld([checked])
  return async (request, onProgress) => {
    const found = await use.execute(request, onProgress)
    if (found.outcome !== 'checked') throw new Error(`not checked: ${found.outcome}`)
    return found
  }
}

describe('registro check', () => {
  it('asks the running service, shows each stage with its time, what was said, and how to repeat it', async () => {
    const { code, stdout, stderr } = await run('check')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain(`Checking through the running service at ${server.url}.`)
    expect(stdout).toContain('! This port usually begins in clear and goes on with STARTTLS')
    expect(stdout).toContain('! The sender (MAIL_FROM) is not the address that logs in')
    expect(stdout).toMatch(/✓ settings +memory\.test:587 · implicit TLS · from shop@example\.org/)
    expect(stdout).toMatch(/✓ DNS +0 ms +192\.0\.2\.25/)
    expect(stdout).toMatch(/✓ TLS +0 ms +TLSv1\.3 .* · ends on 2099-01-01, \d+ days left/)
    expect(stdout).toMatch(/✓ greeting +0 ms +220 memory\.test ESMTP/)
    expect(stdout).toMatch(/✓ sender +0 ms/)
    expect(stdout).not.toMatch(/message +\d+ ms/)
    expect(stdout).toContain('✓ The server takes mail from this sender.')
    expect(stdout).toContain('C > "AUTH PLAIN ********************************"')
    expect(stdout).toContain('swaks --server memory.test --port 587 --tls-on-connect')
  })

  it('explains what is not fine, marks the line that says so, and exits with 1', async () => {
    trouble = { failsAt: 'auth' }
    const { code, stdout } = await run('check --to ana@example.net')
    expect(code).toBe(1)
    expect(stdout).toMatch(/✗ AUTH +0 ms +PLAIN · EENVELOPE · 535 5\.7\.8 No/)
    expect(stdout).toMatch(/– message +skipped/)
    expect(stdout).toContain('✗ The server does not accept this user name and password')
    expect(stdout).toMatch(/Who must act +whoever keeps the user name/)
    expect(stdout.split('\n').filter((line) => line.startsWith('>'))).toEqual([
      expect.stringContaining('S < "535 5.7.8 No"'),
    ])
  })

  it('sends a real message, and speaks Spanish', async () => {
    const { code, stdout } = await run('check --to ana@example.net', { language: 'es' })
    expect(code).toBe(0)
    expect(stdout).toMatch(/✓ mensaje +0 ms +para ana@example\.net · 250 2\.0\.0 Ok: queued/)
    expect(stdout).toContain('✓ El servidor de correo aceptó el mensaje')
    expect(stdout).toContain('Lo que se dijo:')
  })

  it('prints one JSON object for scripts, and nothing else', async () => {
    trouble = { failsAt: 'sender' }
    const { code, stdout } = await run('check --json')
    expect(code).toBe(1)
    const { fine, checks } = JSON.parse(stdout) as { fine: boolean; checks: readonly ProviderCheck[] }
    expect(fine).toBe(false)
    expect(checks).toMatchObject([{ provider: 'memory.test:587', diagnosis: { phase: 'sender' } }])
  })

  it.each(['check --to ana', 'check --provider nowhere:25', 'check --quickly', 'check now'])(
    'finds fault with “%s”, and checks nothing',
    async (line) => {
      const { code, stdout, stderr } = await run(line)
      expect(code).toBe(2)
      expect(stdout).not.toContain('settings')
      expect(stderr).not.toBe('')
    },
  )

  it('says that no service runs, and checks directly', async () => {
    service = noService
    const { code, stdout, stderr } = await run('check', { directly: directlyOf(probe) })
    expect(code).toBe(0)
    expect(stderr).toBe('No service is running here: checking directly, with the settings of the environment.\n')
    expect(stdout).toMatch(/✓ AUTH +0 ms +PLAIN/)
  })

  it('does not go round a service that runs and cannot be spoken to: both would write one log', async () => {
    service = { outcome: 'not-found', isRunning: true, why: { en: 'The token is missing.', es: 'Falta el token.' } }
    expect(await run('check')).toEqual({ code: 1, stdout: '', stderr: 'The token is missing.\n' })
  })

  it('says what is wrong when the service is not there, takes no token, or breaks off', async () => {
    const found = service
    service = { ...found, operatorToken: 'another-token-than-its-own' } as FoundService
    expect(await run('check')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('does not accept the operator’s token'),
    })
    service = found
    trouble = {
      get failsAt(): never {
        throw new Error('a defect')
      },
    }
    expect(await run('check')).toMatchObject({
      code: 1,
      stderr: 'The service broke the check off; its log says why.\n',
    })
    await server.close(0)
    expect(await run('check')).toMatchObject({ code: 1, stderr: expect.stringContaining('does not answer at') })
  })

  it('lets no server drive the terminal', async () => {
    const name = 'a\x1b[2Jb\u202e'
    const odd = new InMemoryProviderProbe({ name, host: name }, () => trouble)
    service = noService
    const { stdout } = await run('check', { directly: directlyOf(odd) })
    expect(stdout).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/)
  })
})
