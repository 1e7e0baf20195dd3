import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { isSystemError } from '../file-system/system-error.js'

/** The file of settings is there and cannot be read; `message` is one sentence for the operator. */
export class DotEnvUnreadable extends Error {
  override readonly name = 'DotEnvUnreadable'
}

/**
 * The process's variables, and those of a `.env` file for what the process does not name itself.
 *
 * @throws DotEnvUnreadable when there is something of that name that cannot be read: to start without those settings
 * would be to start with others than were chosen.
 */
export function variablesWith(
  dotEnvPath: string,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  return { ...readDotEnv(dotEnvPath), ...environment }
}

function readDotEnv(path: string): Readonly<Record<string, string | undefined>> {
  try {
    return parseEnv(readFileSync(path, 'utf8'))
  } catch (cause) {
    if (!isSystemError(cause)) throw cause
    if (cause.code === 'ENOENT') return {}
    const message = `${path}: cannot be read (${cause.code}); expected a file that this user may read, or none.`
    throw new DotEnvUnreadable(message, { cause })
  }
}
