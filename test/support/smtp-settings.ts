import type { SmtpProviderSettings } from '../../src/adapters/smtp/provider-settings.js'
import { testCa } from './scripted-smtp-server-certificates.js'
import type { ScriptedSmtpServer } from './scripted-smtp-server.js'

/** Settings for a sender that talks to a scripted server and trusts its CA. */
export async function settingsFor(
  server: Pick<ScriptedSmtpServer, 'port'>,
  changes: Partial<SmtpProviderSettings> = {},
): Promise<SmtpProviderSettings> {
  return {
    name: `127.0.0.1:${server.port}`,
    host: '127.0.0.1',
    port: server.port,
    tls: 'starttls',
    ca: await testCa(),
    verify: true,
    timeoutScale: 1,
    maxConnections: 5,
    fingerprint: 'fingerprint',
    ...changes,
  }
}
