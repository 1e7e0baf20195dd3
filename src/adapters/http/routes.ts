import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi'
import type { Guard } from './guards.js'
import { Refusal } from './refusal.js'
import type { HttpContext, HttpEnv } from './site.js'

export type Answering = (c: HttpContext) => Response | Promise<Response>

/**
 * The routes of the service: each is mounted once, with its documentation, and knows the other methods of its path. A
 * route whose documentation asks for a token is guarded by it, so that the two cannot differ.
 */
export class Routes {
  readonly #app: OpenAPIHono<HttpEnv>
  readonly #operatorOnly: Guard
  readonly #methods = new Map<string, string[]>()

  constructor(app: OpenAPIHono<HttpEnv>, operatorOnly: Guard) {
    this.#app = app
    this.#operatorOnly = operatorOnly
  }

  /** A route for programs, as documented. */
  api(route: RouteConfig, answer: Answering): void {
    this.#app.openAPIRegistry.registerPath(route)
    const guards = route.security === undefined ? [] : [this.#operatorOnly]
    this.#mount(route.method, route.path, guards, answer)
  }

  /** A route for browsers. */
  page(method: 'get' | 'post', path: string, guards: readonly Guard[], answer: Answering): void {
    this.#mount(method, path, guards, answer)
  }

  /** Once all are mounted: answers every other method of their paths, OPTIONS among them. */
  finish(): void {
    // A path that is spelled out counts before a pattern that it fits too.
    const paths = [...this.#methods].toSorted(([a], [b]) => Number(a.includes('{')) - Number(b.includes('{')))
    for (const [path, methods] of paths) {
      const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].toSorted().join(', ')
      this.#app.all(honoPath(path), (c) => {
        c.set('route', path)
        if (c.req.method === 'OPTIONS') return c.body(null, 204, { Allow: allow })
        throw new Refusal('method-not-allowed', { headers: { Allow: allow } })
      })
    }
  }

  #mount(method: string, path: string, guards: readonly Guard[], answer: Answering): void {
    const name = method.toUpperCase()
    this.#methods.set(path, [...(this.#methods.get(path) ?? []), name])
    this.#app.on(name, honoPath(path), (c) => {
      c.set('route', path)
      for (const guard of guards) guard(c)
      return answer(c)
    })
  }
}

/** OpenAPI writes `{id}` where Hono writes `:id`. */
function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}
