import type { ServiceAnswer, ServiceClient } from './service-client.js'

export interface Listing<Item> {
  readonly items: readonly Item[]
  readonly next?: string
}

export interface ListingRequest {
  readonly path: string
  readonly query: Readonly<Record<string, string | undefined>>
  readonly limit: number
  readonly cursor?: string
}

/** The service gives no more to a page. */
const pageSize = 200

/** The first so many items of a list of the service, over as many pages as it takes. */
export async function listed<Item>(
  client: ServiceClient,
  { path, query, limit, cursor }: ListingRequest,
): Promise<
  | { readonly outcome: 'listed'; readonly listing: Listing<Item> }
  | Extract<ServiceAnswer, { readonly outcome: 'failed' }>
> {
  const items: Item[] = []
  let from = cursor
  do {
    const size = String(Math.min(pageSize, limit - items.length))
    const answer = await client.ask({ method: 'GET', path, query: { ...query, limit: size, cursor: from } })
    if (answer.outcome === 'failed') return answer
    const page = answer.body as Listing<Item>
    items.push(...page.items)
    from = page.next
  } while (from !== undefined && items.length < limit)
  return { outcome: 'listed', listing: from === undefined ? { items } : { items, next: from } }
}
