import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { textOfFile } from '../file-system/text-encoding.js'
import { hasDuplicateKeys } from './duplicate-keys.js'
import type { ProblemName } from './problems.js'
import { Refusal } from './refusal.js'
import { schemaErrors } from './schema-errors.js'

/** The largest body that is read, and the problem that a larger one is. */
export interface BodyLimit {
  readonly maxBytes: number
  readonly tooLarge: ProblemName
}

/** Far more than the longest valid registration has. */
export const maxBodyBytes = 16_384
const usualLimit: BodyLimit = { maxBytes: maxBodyBytes, tooLarge: 'body-too-large' }

/**
 * Reads a JSON body of exactly the fields of `schema`.
 *
 * @throws Refusal naming what is wrong with the body: its type, size, encoding, syntax or fields.
 */
export async function readJson<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
  limit: BodyLimit = usualLimit,
): Promise<z.output<Schema>> {
  if (!isJsonInUtf8(c.req.header('content-type')) || isCompressed(c)) throw new Refusal('unsupported-media-type')
  const text = decode(await readBytes(c.req.raw, limit))
  const body = parseJson(text)
  if (hasDuplicateKeys(text)) throw new Refusal('duplicate-field')
  const checked = schema.safeParse(body)
  if (!checked.success) throw new Refusal('invalid-fields', { errors: schemaErrors(checked.error, schema, body) })
  return checked.data
}

/**
 * Reads a body of plain text as somebody found it, in UTF-8, UTF-16 or Windows-1252 as the bytes themselves show.
 *
 * @throws Refusal when it is larger than the limit, or does not arrive whole.
 */
export async function readText(c: Context, limit: BodyLimit): Promise<string> {
  return textOfFile(await readBytes(c.req.raw, limit))
}

/**
 * Reads a form as browsers send it (application/x-www-form-urlencoded). A field that is not there reads as empty.
 *
 * @throws Refusal naming what is wrong with the body: its type, size or encoding, or a field that is there twice.
 */
export async function readForm<Field extends string>(
  c: Context,
  fields: readonly Field[],
): Promise<Readonly<Record<Field, string>>> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded' || isCompressed(c)) throw new Refusal('form-expected')
  const form = new Map<string, string>()
  for (const pair of decode(await readBytes(c.req.raw, usualLimit)).split('&')) {
    if (pair === '') continue
    const [name = '', ...value] = pair.split('=')
    const field = decodeFormText(name)
    if (form.has(field)) throw new Refusal('malformed-form')
    form.set(field, decodeFormText(value.join('=')))
  }
  return Object.fromEntries(fields.map((field) => [field, form.get(field) ?? ''])) as Record<Field, string>
}

/** RFC 8259 8.1: JSON between systems is UTF-8, whatever else a `charset` might say. */
function isJsonInUtf8(contentType: string | undefined): boolean {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';')
  if (type.trim() !== 'application/json') return false
  return parameters.every((parameter) => {
    const [name = '', value = ''] = parameter.split('=')
    return name.trim() !== 'charset' || value.trim().replaceAll('"', '') === 'utf-8'
  })
}

export function isCompressed(c: Context): boolean {
  return (c.req.header('content-encoding') ?? 'identity').trim().toLowerCase() !== 'identity'
}

/**
 * A body beyond the limit is read on to its end, up to here, and thrown away: a client that is still writing when the
 * connection closes would never see the answer.
 */
const maxBytesThrownAway = 2 * 1024 * 1024

async function readBytes(request: Request, { maxBytes, tooLarge }: BodyLimit): Promise<Uint8Array> {
  const length = Number(request.headers.get('content-length') ?? Number.NaN)
  if (length > maxBytesThrownAway) throw new Refusal(tooLarge)
  if (length <= maxBytes && !request.headers.has('transfer-encoding')) {
    // Node sees to it that there is no more than the length that was told; this is by far the faster way to read it.
    const bytes = new Uint8Array(await whole(request.arrayBuffer()))
    if (bytes.length <= maxBytes) return bytes
    throw new Refusal(tooLarge)
  }
  return request.body === null ? new Uint8Array() : readStream(request.body, { maxBytes, tooLarge })
}

async function readStream(body: ReadableStream<Uint8Array>, { maxBytes, tooLarge }: BodyLimit): Promise<Uint8Array> {
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await whole(reader.read())
    if (done && size <= maxBytes) return Buffer.concat(chunks, size)
    if (done || size > maxBytesThrownAway) throw new Refusal(tooLarge)
    size += value.length
    if (size <= maxBytes) chunks.push(value)
  }
}

/** Reading a body fails for one reason only: the client went away, or broke its framing. */
async function whole<T>(reading: Promise<T>): Promise<T> {
  return reading.catch(() => {
    throw new Refusal('incomplete-body')
  })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new Refusal('invalid-utf-8')
  }
}

/** The parser's own message quotes the text, password and all: it goes nowhere. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('malformed-json')
  }
}

function decodeFormText(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw new Refusal('malformed-form')
  }
}
