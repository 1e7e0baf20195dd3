import { readFileSync } from 'node:fs'

/** The product's version, as package.json says it. */
export const version = readVersion()

function readVersion(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
  const { version: found } = JSON.parse(text) as { readonly version: string }
  return found
}
