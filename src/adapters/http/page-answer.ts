import { raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type HttpContext, languageOf } from './site.js'

/** Sends a page, in the browser's modern mode and with its language. */
export async function pageAnswer(
  c: HttpContext,
  page: HtmlEscapedString | Promise<HtmlEscapedString>,
  status: ContentfulStatusCode = 200,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return c.html(raw(`<!doctype html>${await page}`), status, { 'Content-Language': languageOf(c), ...headers })
}
