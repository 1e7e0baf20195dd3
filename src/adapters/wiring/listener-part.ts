import { ContainerModule } from 'inversify'
import { type CannotListen, type HttpServerOptions, NodeHttpServer } from '../http/node-http-server.js'
import type { Part } from './house.js'
import { StartRefused } from './start-refused.js'
import { tokens } from './tokens.js'

/**
 * The port, taken before anything else is opened: links need its number, and a port in use should be heard of first.
 * Requests that come early wait for the application.
 */
export function listenerPart(options: HttpServerOptions): Part {
  return {
    name: 'listener',
    opens: [tokens.server],
    module: new ContainerModule(({ bind }) => {
      bind(tokens.server)
        .toResolvedValue(() => listen(options))
        .onDeactivation(async (server) => server.close(0))
    }),
  }
}

async function listen(options: HttpServerOptions): Promise<NodeHttpServer> {
  const opening = await NodeHttpServer.open(options)
  if (opening.outcome === 'listening') return opening.server
  throw new StartRefused(whyNot[opening.reason](options))
}

const whyNot: Readonly<Record<CannotListen, (options: HttpServerOptions) => string>> = {
  EADDRINUSE: ({ port }) =>
    `PORT: ${String(port)} is in use by another program; end that one, or expected another number, such as PORT=0.`,
  EACCES: ({ port }) => `PORT: ${String(port)} may not be opened by this user; expected a number above 1023.`,
  EADDRNOTAVAIL: unknownHost,
  ENOTFOUND: unknownHost,
  EAI_AGAIN: unknownHost,
}

function unknownHost({ host }: HttpServerOptions): string {
  return `HOST: "${host}" is no address of this machine; expected one of its own, such as 127.0.0.1.`
}
