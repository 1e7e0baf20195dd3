import { join } from 'node:path'
import type { Sentence } from '../../domain/diagnosis/diagnosis.js'
import type { FoundService } from '../command-line/service-client.js'
import { readKeptSecret } from '../data-folder/data-folder.js'
import { readNotice } from '../data-folder/service-notice.js'
import { variablesWith } from '../environment/dot-env.js'
import { readServiceWhereabouts } from '../environment/service-whereabouts.js'

/** Finds the service that runs with the same environment, by the notice in its data folder. Makes nothing. */
export async function findService(): Promise<FoundService> {
  const { dataDir, operatorToken } = readServiceWhereabouts(variablesWith('.env', process.env))
  const notice = await readNotice(dataDir)
  if (notice === undefined) return { outcome: 'not-found', why: notRunning(dataDir) }
  const token = operatorToken ?? (await readKeptSecret(dataDir, 'operator-token'))
  if (token === undefined) {
    return { outcome: 'not-found', why: noToken(join(dataDir, 'operator-token')), isRunning: true }
  }
  return { outcome: 'found', url: reachable(notice.url), operatorToken: token }
}

/** Where the service that runs with the same environment keeps its SMTP log. */
export function smtpLogFile(): string {
  return readServiceWhereabouts(variablesWith('.env', process.env)).smtpLogFile
}

/** A service that listens everywhere is reached by loopback. */
function reachable(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:')
}

function notRunning(dataDir: string): Sentence {
  return {
    en: `No service runs with DATA_DIR="${dataDir}"; start it with “registro serve”, or set the DATA_DIR that it was started with.`,
    es: `Ningún servicio se ejecuta con DATA_DIR="${dataDir}"; inícielo con «registro serve» o ponga el DATA_DIR con que se inició.`,
  }
}

function noToken(path: string): Sentence {
  return {
    en: `The operator’s token is missing: expected it in OPERATOR_TOKEN, as the service has it, or in "${path}".`,
    es: `Falta el token del operador: se esperaba en OPERATOR_TOKEN, como lo tiene el servicio, o en "${path}".`,
  }
}
