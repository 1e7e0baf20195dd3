import type { HttpParts } from './http-parts.js'
import { confirmPageRoutes } from './confirm-page-routes.js'
import { mailboxRoutes } from './mailbox-routes.js'
import { assets } from './pages/assets.js'
import { registerPageRoutes } from './register-page-routes.js'
import { registrationPageRoutes } from './registration-page-routes.js'
import type { Routes } from './routes.js'

/** What people see in their browser. */
export function pageRoutes(routes: Routes, parts: HttpParts): void {
  registerPageRoutes(routes, parts)
  registrationPageRoutes(routes, parts)
  confirmPageRoutes(routes, parts)
  if (parts.mailbox !== undefined) mailboxRoutes(routes, parts.mailbox)
  for (const { path, type, content } of assets) {
    const headers = { 'Content-Type': type, 'Cache-Control': 'public, max-age=31536000, immutable' }
    routes.page('get', path, [], (c) => c.body(content, 200, headers))
  }
}
