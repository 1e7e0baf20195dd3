import type { Locale } from '../../../domain/registration/locale.js'
import type { ProblemKind } from '../problems.js'
import type { Site } from '../site.js'
import { Page } from './page.js'
import { pageWords } from './words.js'

interface ProblemPageProps {
  readonly site: Site
  readonly language: Locale
  readonly problem: ProblemKind
}

/** What a browser shows where a program gets problem details. */
export function ProblemPage({ site, language, problem }: ProblemPageProps) {
  return (
    <Page site={site} language={language} title={problem.title[language]}>
      <h1>{problem.title[language]}</h1>
      <p>{problem.detail[language]}</p>
      <p>
        <a href={`${site.base}/`}>{pageWords[language].home}</a>
      </p>
    </Page>
  )
}
