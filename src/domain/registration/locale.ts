/** The languages that pages, e-mails and explanations are written in. */
export const locales = ['en', 'es'] as const
export type Locale = (typeof locales)[number]

/** The language of a tag such as `es-MX` (RFC 5646), or nothing when it is not one of ours. */
export function localeOf(tag: string): Locale | undefined {
  const language = tag.split('-')[0]?.toLowerCase()
  return locales.find((locale) => locale === language)
}
