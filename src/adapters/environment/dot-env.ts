import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

/** The process's variables, and those of a `.env` file for what the process does not name itself. */
export function variablesWith(
  dotEnvPath: string,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  return { ...readDotEnv(dotEnvPath), ...environment }
}

function readDotEnv(path: string): Readonly<Record<string, string | undefined>> {
  try {
    return parseEnv(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw error
  }
}
