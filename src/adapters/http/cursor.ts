import { z } from '@hono/zod-openapi'
import { deliveryStates } from '../../domain/delivery/delivery.js'
import type { Sentence } from '../../domain/diagnosis/diagnosis.js'
import { Refusal } from './refusal.js'

const deliveryPosition = z.strictObject({ createdAt: z.int(), id: z.string() })

/** Where a page of deliveries begins. */
export const deliveryCursor = deliveryPosition
/** Where a page of incidents begins. */
export const incidentCursor = z.strictObject({ openedAt: z.int(), id: z.string() })
/** How far a bulk retry has come. */
export const retryCursor = z.strictObject({
  state: z.enum(deliveryStates),
  after: deliveryPosition.exactOptional(),
  probed: z.array(z.string()),
})

/** A position as clients carry it: nothing they should read. */
export function printCursor(position: object): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** @throws Refusal when it is none that `printCursor` wrote for that list. */
export function readCursor<Position extends z.ZodType>(position: Position, cursor: string): z.output<Position> {
  const parsed = position.safeParse(decoded(cursor))
  if (!parsed.success) throw new Refusal('invalid-fields', { errors: [{ field: 'cursor', message: notOurs }] })
  return parsed.data
}

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return undefined
  }
}

const notOurs: Sentence = {
  en: 'This cursor belongs to no page of this list. Send what “next” said in the answer before, or leave it out.',
  es: 'Este cursor no corresponde a ninguna página de esta lista. Envía lo que decía «next» en la respuesta anterior, u omítelo.',
}
