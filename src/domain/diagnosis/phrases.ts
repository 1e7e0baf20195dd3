/** A list of phrases, written in running lines with a middle dot between them. */
export function phrases(written: TemplateStringsArray): readonly string[] {
  return written
    .join('')
    .replace(/\s+/g, ' ')
    .split('·')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')
}
