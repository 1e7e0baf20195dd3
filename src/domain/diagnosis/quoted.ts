const quoteSigns = /^[ \t]{0,8}>[> \t]{0,40}/

/**
 * The lines of an e-mail that quotes a log as a whole, without the signs a mail program puts before each of them, which
 * read like the arrows of a log. A line of the result is what is left of the same line of the text.
 */
export function withoutQuoteSigns(text: string): string {
  if (!text.includes('>')) return text
  const lines = text.split(/\r\n|\n|\r/)
  const quoted = lines.every((line) => quoteSigns.test(line) || line.trim() === '')
  return quoted ? lines.map((line) => line.replace(quoteSigns, '')).join('\n') : text
}
