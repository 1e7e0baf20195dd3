import type { Child } from 'hono/jsx'
import type { Locale } from '../../../domain/registration/locale.js'
import type { Site } from '../site.js'
import { iconPath, stylesheetPath } from './assets.js'
import { pageWords } from './words.js'

export interface PageProps {
  readonly site: Site
  readonly language: Locale
  readonly title: string
  /** The page is loaded again after so many seconds. */
  readonly refreshSeconds?: number | undefined
  /** For pages that show tables and long lines. */
  readonly wide?: boolean
  readonly children?: Child
}

/** The frame of every page: works without any script, at any width, in light and dark. */
export function Page({ site, language, title, refreshSeconds, wide, children }: PageProps) {
  const words = pageWords[language]
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        {refreshSeconds !== undefined && <meta http-equiv="refresh" content={String(refreshSeconds)} />}
        <title>{`${title} · ${site.appName}`}</title>
        <link rel="stylesheet" href={site.base + stylesheetPath} />
        <link rel="icon" type="image/svg+xml" href={site.base + iconPath} />
      </head>
      <body class={wide === true ? 'wide' : undefined}>
        <header>
          <a href={`${site.base}/`} class="site">
            {site.appName}
          </a>
          {site.hasMailbox && (
            <nav aria-label={words.development}>
              <a href={`${site.base}/mailbox`}>{words.mailbox}</a>
              <a href={`${site.base}/docs`}>{words.documentation}</a>
            </nav>
          )}
        </header>
        <main>{children}</main>
      </body>
    </html>
  )
}

/** What went wrong, read out at once. */
export function FaultNotice({ title, children }: { readonly title: string; readonly children?: Child }) {
  return (
    <div class="notice fault" role="alert">
      <h2>{title}</h2>
      {children}
    </div>
  )
}

/** A moment as people write it, in UTC: the server does not know where the reader is. */
export function Moment({ at, language }: { readonly at: number; readonly language: Locale }) {
  return <time datetime={new Date(at).toISOString()}>{formats[language].format(at)} UTC</time>
}

const formats: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' }),
  es: new Intl.DateTimeFormat('es', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' }),
}
