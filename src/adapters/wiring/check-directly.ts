import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { CheckProvider } from '../../application/check-provider.js'
import type { Sentence } from '../../domain/diagnosis/diagnosis.js'
import type { CheckDirectly, CheckEnding } from '../command-line/check-command.js'
import { exitNotFine, exitUsage } from '../command-line/exit-codes.js'
import { DataFolder } from '../data-folder/data-folder.js'
import { variablesWith } from '../environment/dot-env.js'
import { readSettings } from '../environment/read-settings.js'
import type { Settings } from '../environment/settings.js'
import { knownService } from '../smtp/known-services.js'
import { isInContainer } from '../system/container.js'
import { House, type Part } from './house.js'
import { checkLogPaths } from './log-paths.js'
import { composerFor, providerMail } from './mail-part.js'
import { recordingPart } from './recording-part.js'
import { StartRefused } from './start-refused.js'
import { sqlitePart } from './store-part.js'
import { systemPart } from './system-part.js'
import { tokens } from './tokens.js'
import { version } from './version.js'

/** Checks the providers of the environment without a service: the same settings, sender, composer and recorder. */
export const checkDirectly: CheckDirectly = async (request, onProgress) => {
  const read = readSettings(variablesWith('.env', process.env), knownService)
  if (read.outcome === 'invalid') {
    return failed(inBoth(read.faults.map(({ variable, message }) => `${variable}: ${message}`).join('\n')))
  }
  const { settings } = read
  if (settings.providers.length === 0) return failed(onlyTheMailbox)
  try {
    checkLogPaths(settings)
    await DataFolder.open(settings.dataDir)
    const house = await House.open(parts(settings))
    try {
      return await checkIn(house, settings, request, onProgress)
    } finally {
      await house.close()
    }
  } catch (error) {
    if (error instanceof StartRefused) return failed(inBoth(error.message))
    throw error
  }
}

async function checkIn(
  house: House,
  settings: Settings,
  ...[request, onProgress]: Parameters<CheckDirectly>
): Promise<CheckEnding> {
  const fingerprint = house.get(tokens.fingerprint)
  const url = `http://${settings.host}:${String(settings.port)}`
  const mail = providerMail(settings.providers, composerFor(settings, url), fingerprint)
  const checkProvider = new CheckProvider({
    probes: mail.probes,
    composer: mail.composer,
    clock: house.get(tokens.clock),
    log: house.get(tokens.log),
    newRecorder: house.get(tokens.newRecorder),
    newExtendedRecorder: house.get(tokens.newExtendedRecorder),
    program: { version, processId: process.pid },
    randomness: house.get(tokens.randomness),
    rules: house.get(tokens.rules),
    machine: { inContainer: isInContainer(process.env) },
  })
  const checked = await checkProvider.execute(request, onProgress)
  switch (checked.outcome) {
    case 'checked':
      return checked
    case 'address-invalid':
      return failed(noAddress, exitUsage)
    case 'unknown-provider':
      return failed(unknownProvider(checked.known), exitUsage)
    case 'not-recording':
      return failed(notRecording)
  }
}

/** Time, chance and the record; what a check needs of the service, and no more. */
function parts({ smtpLog, lifetimes, coolDown, providers, databasePath }: Settings): readonly Part[] {
  // A switch that was used at run time counts here too. A check makes no database to find out that there was none.
  const stores = existsSync(databasePath) ? [sqlitePart(databasePath)] : []
  return [
    ...stores,
    // No e-mail is stored and no link works: the keys need not outlive the check.
    systemPart({ secretKey: randomBytes(32), lifetimes, coolDown, keepsTranscripts: false, notices: nobody }),
    recordingPart({
      ...smtpLog,
      path: smtpLog.file,
      extendedLogs: providers.flatMap(({ logFile, recording }) =>
        recording && logFile !== undefined ? [logFile] : [],
      ),
      obeysSwitch: stores.length > 0,
      version,
      secrets: providers.flatMap(({ password }) => password ?? []),
      onTrouble: (message) => process.stderr.write(`${message}\n`),
    }),
  ]
}

const nobody = { incidentOpened: () => {}, incidentClosed: () => {}, dayUsedUp: () => {} }

function failed(message: Sentence, exitCode = exitNotFine): CheckEnding {
  return { outcome: 'failed', exitCode, message }
}

/** The words of the settings are English only. */
function inBoth(message: string): Sentence {
  return { en: message, es: message }
}

const noAddress: Sentence = {
  en: '--to: this is no e-mail address; expected one such as ana@example.org.',
  es: '--to: no es una dirección de correo; se esperaba una como ana@example.org.',
}

function unknownProvider(known: readonly string[]): Sentence {
  const names = known.join(', ')
  return {
    en: `--provider: there is none of this name; known are: ${names}.`,
    es: `--provider: no hay ninguno con este nombre; se conocen: ${names}.`,
  }
}

const notRecording: Sentence = {
  en: '--extended: nothing is recorded at present, so there would be no extended log; set SMTP_LOG=on (or, where it was switched off at run time, start the service and use: registro smtp-log on), and leave recording=off out of SMTP_URL.',
  es: '--extended: ahora no se graba nada, así que no habría diario extendido; ponga SMTP_LOG=on (o, si se desactivó en marcha, inicie el servicio y use: registro smtp-log on) y quite recording=off de SMTP_URL.',
}

const onlyTheMailbox: Sentence = {
  en: 'No mail server is configured: set SMTP_URL (or SMTP_SERVICE, SMTP_USER, SMTP_PASSWORD). Without one the service keeps all mail in its built-in mailbox; to check that, start it first.',
  es: 'No hay ningún servidor de correo configurado: ponga SMTP_URL (o SMTP_SERVICE, SMTP_USER, SMTP_PASSWORD). Sin él, el servicio guarda todo el correo en su buzón incorporado; para comprobarlo, inícielo antes.',
}
