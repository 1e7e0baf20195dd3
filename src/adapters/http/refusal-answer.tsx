import { problemAnswer } from './problem-answer.js'
import { type ProblemName, problems } from './problems.js'
import { ProblemPage } from './pages/problem-page.js'
import type { RefusalFacts } from './refusal.js'
import { type HttpContext, languageOf } from './site.js'
import { pageAnswer } from './page-answer.js'

/** The answer to a request that could not be taken: a page for a browser, problem details for a program. */
export function refusalAnswer(
  c: HttpContext,
  name: ProblemName,
  facts: RefusalFacts = {},
): Response | Promise<Response> {
  const language = languageOf(c)
  const { status, headers, body } = problemAnswer(name, facts, language, c.get('site').base)
  if (!wantsPage(c)) return c.body(body, status, headers)
  const { 'Content-Type': _json, ...others } = headers
  return pageAnswer(
    c,
    <ProblemPage site={c.get('site')} language={language} problem={problems[name]} />,
    status,
    others,
  )
}

/** Browsers name text/html when they open a page; under /v1 there are only programs. */
function wantsPage(c: HttpContext): boolean {
  return !c.req.path.startsWith('/v1/') && /(?:^|[\s,])text\/html(?:$|[\s,;])/i.test(c.req.header('accept') ?? '')
}
