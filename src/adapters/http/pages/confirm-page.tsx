import type { Locale } from '../../../domain/registration/locale.js'
import type { Site } from '../site.js'
import { Page } from './page.js'
import { Confirmed } from './registration-page.js'
import { pageWords } from './words.js'

interface ConfirmPageProps {
  readonly site: Site
  readonly language: Locale
  readonly token: string
}

/** Where the link in the e-mail leads. Programs that look at links before people do find a button and press none. */
export function ConfirmPage({ site, language, token }: ConfirmPageProps) {
  const words = pageWords[language]
  return (
    <Page site={site} language={language} title={words.confirmTitle}>
      <h1>{words.confirmTitle}</h1>
      <p class="lead">{words.confirmLead}</p>
      <form method="post" action={`${site.base}/confirm`}>
        <input type="hidden" name="token" value={token} />
        <button type="submit">{words.confirm}</button>
      </form>
      <p class="hint">{words.confirmNotMine}</p>
    </Page>
  )
}

export function ConfirmedPage({ site, language }: { readonly site: Site; readonly language: Locale }) {
  const words = pageWords[language]
  return (
    <Page site={site} language={language} title={words.confirmedTitle}>
      <h1>{words.confirmedTitle}</h1>
      <Confirmed site={site} words={words} />
    </Page>
  )
}
