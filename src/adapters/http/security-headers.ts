/** Sent with every answer that does not set its own. No script anywhere, no frame around us, nothing from elsewhere. */
export function securityHeaders(publicUrl: string): readonly (readonly [name: string, value: string])[] {
  const headers: (readonly [string, string])[] = [
    ['Content-Security-Policy', contentSecurityPolicy],
    // The confirmation token stands in the address of a page: no other site shall learn it from a Referer.
    ['Referrer-Policy', 'no-referrer'],
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'DENY'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Cache-Control', 'no-store'],
    ['Vary', 'Accept-Language, Accept'],
  ]
  if (publicUrl.startsWith('https:')) headers.push(['Strict-Transport-Security', 'max-age=31536000'])
  return headers
}

const contentSecurityPolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

/** For the page that shows a message of the mailbox in a frame. */
export const framingContentSecurityPolicy = `${contentSecurityPolicy}; frame-src 'self'`

/**
 * For the HTML of a message, which is anybody's: no script, no request to anywhere, no form. Its links open in a window
 * of their own.
 */
export const messageContentSecurityPolicy =
  'sandbox allow-popups allow-popups-to-escape-sandbox; ' +
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'"
