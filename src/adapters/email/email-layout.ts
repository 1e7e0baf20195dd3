import type { Locale } from '../../domain/registration/locale.js'

/** An e-mail's text in order: paragraphs, and perhaps one link to click. */
export interface EmailBody {
  readonly locale: Locale
  readonly subject: string
  readonly paragraphs: readonly string[]
  readonly link?: { readonly url: string; readonly label: string }
  readonly closing: readonly string[]
}

const columns = 72

/** For a terminal: no line over 72 characters but for words that are longer, and the link on a line of its own. */
export function plainText({ paragraphs, link, closing }: EmailBody): string {
  const linkLines = link === undefined ? [] : [link.url]
  return [...paragraphs.map(wrap), ...linkLines, ...closing.map(wrap)].join('\n\n') + '\n'
}

/** One column in the reader's own font and colours, so that it is as fit for a dark screen as for a light one. */
export function htmlPage({ locale, subject, paragraphs, link, closing }: EmailBody): string {
  const button =
    link === undefined
      ? []
      : [
          `<p style="margin:1.5em 0"><a href="${escapeHtml(link.url)}" style="background-color:#1a56c4;border-radius:6px;color:#ffffff;display:inline-block;font-weight:bold;padding:12px 20px;text-decoration:none">${escapeHtml(link.label)}</a></p>`,
          `<p style="font-size:0.85em;overflow-wrap:anywhere;word-break:break-all">${escapeHtml(link.url)}</p>`,
        ]
  return [
    '<!doctype html>',
    `<html lang="${locale}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="supported-color-schemes" content="light dark">',
    `<title>${escapeHtml(subject)}</title>`,
    '</head>',
    '<body style="font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;margin:0 auto;max-width:34em;padding:16px">',
    ...paragraphs.map(paragraph),
    ...button,
    ...closing.map(paragraph),
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`
}

function wrap(text: string): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && longer.length > columns && [...longer].length > columns) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line].join('\n')
}
