import { ContainerModule } from 'inversify'
import { CheckProvider } from '../../application/check-provider.js'
import type { Store } from '../../application/ports/store.js'
import { LineTail } from '../../application/line-tail.js'
import type { LogLocale } from '../../domain/transcript/statement.js'
import { createHttpApp } from '../http/http-app.js'
import type { HttpParts, Readiness, RequestFacts } from '../http/http-parts.js'
import { isInContainer } from '../system/container.js'
import type { Part } from './house.js'
import { type Mail, tokens } from './tokens.js'
import { useCasesOn } from './use-cases.js'
import { version } from './version.js'

export interface SiteOptions {
  readonly publicUrl?: string
  readonly appName?: string
  readonly afterConfirmUrl?: string
  readonly operatorToken: string
  /** The language of the log's events where a client names none. */
  readonly logLocale?: LogLocale
  /** Names of ours that a transcript must not give to strangers. */
  readonly own?: readonly string[]
  readonly onError: (error: unknown, facts: RequestFacts) => void
}

/** The application over HTTP. When it is closed, the server stops accepting and ends what is in flight. */
export function httpPart(options: SiteOptions): Part {
  const ending: (() => void)[] = []
  return {
    name: 'http',
    opens: [tokens.site],
    module: new ContainerModule(({ bind }) => {
      bind(tokens.site)
        .toResolvedValue(
          (server, ports, mail, hasher, fingerprint, metrics, newExtendedRecorder) => {
            const site = { publicUrl: server.url, ...options }
            const facts = { appName: new URL(site.publicUrl).host, logLocale: 'en' as const, ...site, version }
            const useCases = useCasesOn(ports, hasher, options.own)
            const lineTail = new LineTail(ports.log, ports.randomness.id())
            ending.push(() => lineTail.end())
            const app = createHttpApp({
              ...facts,
              ...useCases,
              lineTail,
              ...mailOf(mail),
              checkProvider: new CheckProvider({
                ...ports,
                probes: mail.probes,
                newExtendedRecorder,
                program: { version, processId: process.pid },
                machine: { inContainer: isInContainer(process.env) },
              }),
              fingerprint: (text) => fingerprint('idempotency', text),
              readiness: () => readinessOf(ports.store),
              metrics: () => metrics.text(),
            })
            server.serve((request) => app.fetch(request))
            return server
          },
          [
            tokens.server,
            tokens.delivering,
            tokens.mail,
            tokens.hasher,
            tokens.fingerprint,
            tokens.metrics,
            tokens.newExtendedRecorder,
          ],
        )
        .onDeactivation(async (server) => {
          // Whoever follows the log would keep the server waiting.
          for (const end of ending) end()
          await server.close()
        })
    }),
  }
}

function mailOf({ messageIdOf, mailbox }: Mail): Pick<HttpParts, 'messageIdOf' | 'mailbox'> {
  return mailbox === undefined ? { messageIdOf } : { messageIdOf, mailbox }
}

/** Ready means that a registration could be stored. Trouble with SMTP is no reason to send people away. */
async function readinessOf(store: Store): Promise<Readiness> {
  const openIncidents = await store
    .transact((records) => records.openIncidents())
    .then(
      ({ length }) => length,
      () => undefined,
    )
  if (openIncidents === undefined) return { ready: false, checks: { store: 'cannot be read' } }
  const smtp = { status: openIncidents === 0 ? 'ok' : 'trouble', openIncidents } as const
  return { ready: true, checks: { store: 'ok' }, smtp }
}
