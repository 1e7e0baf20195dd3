import { relative } from 'node:path'
import type { DeliverEmailPorts } from '../../application/deliver-email-ports.js'
import { SwitchRecording } from '../../application/switch-recording.js'
import { ApplicationLog } from '../application-log/application-log.js'
import { DataFolder, type KeptSecret } from '../data-folder/data-folder.js'
import { DataFolderUnusable } from '../data-folder/data-folder-unusable.js'
import { announceService } from '../data-folder/service-notice.js'
import { variablesWith } from '../environment/dot-env.js'
import { readSettings } from '../environment/read-settings.js'
import type { Settings } from '../environment/settings.js'
import { knownService } from '../smtp/known-services.js'
import { House } from './house.js'
import { checkLogPaths } from './log-paths.js'
import { productionParts } from './production-parts.js'
import type { RecordingSignal } from './recording-signal.js'
import { StartRefused } from './start-refused.js'
import { tokens } from './tokens.js'

/** How long conversations in flight get to end after a signal; their deliveries are safe in any case. */
const graceMs = 30_000

/** And how long what was broken off then gets to be written down. */
const recordingMs = 3_000

/**
 * Runs the service: settings, parts, first line on stdout, until SIGINT or SIGTERM. Resolves to the exit code.
 * @param recordingSignal listened for since before this was loaded.
 */
export async function serve(recordingSignal: RecordingSignal): Promise<number> {
  const read = readSettings(variablesWith('.env', process.env), knownService)
  if (read.outcome === 'invalid') {
    for (const { variable, message } of read.faults) process.stderr.write(`${variable}: ${message}\n`)
    return 1
  }
  try {
    return await run(read.settings, recordingSignal)
  } catch (error) {
    if (!(error instanceof StartRefused) && !(error instanceof DataFolderUnusable)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  }
}

async function run(settings: Settings, recordingSignal: RecordingSignal): Promise<number> {
  checkLogPaths(settings)
  const applicationLog = new ApplicationLog()
  const folder = await DataFolder.open(settings.dataDir)
  const stopped = signal()
  const keys = { secretKey: await secretKey(settings, folder), operatorToken: await operatorToken(settings, folder) }
  const house = await House.open(productionParts(settings, { applicationLog, ...keys }))
  const { url } = house.get(tokens.server)
  recordingSignal.begin(switching(house.get(tokens.delivering)))
  const withdraw = await announceService(folder.path, { pid: process.pid, url })
  const { log } = house.get(tokens.delivering)
  process.stdout.write(
    `Registro listening on ${url}\n${introduction(settings, { url, isRecording: log.isRecording() }, keys.operatorToken)}`,
  )
  await house.get(tokens.worker).start()
  house.get(tokens.announcements).start()
  house.get(tokens.retention).start()
  house.get(tokens.follower).start()
  await stopped
  // A second signal, or conversations that do not end, must not keep the program alive: what was accepted is stored.
  let exitCode = 0
  const mail = house.get(tokens.mail)
  const breakOff = (): void => {
    applicationLog.warn('stopped before all conversations had ended; their e-mails are sent after the next start')
    mail.breakOff('The service was stopped before this conversation had ended')
    setTimeout(() => process.exit(exitCode), recordingMs).unref()
  }
  void signal().then(() => {
    exitCode = 1
    breakOff()
  })
  setTimeout(breakOff, graceMs).unref()
  recordingSignal.end()
  await withdraw()
  await house.close()
  return exitCode
}

function signal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
      resolve()
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
  })
}

/** What SIGUSR2 does. */
function switching({ background, store, log }: DeliverEmailPorts): () => void {
  const switchRecording = new SwitchRecording({ store, log })
  return () =>
    background.run('recording switched by a signal', async () => {
      await switchRecording.execute({ by: 'signal SIGUSR2' })
    })
}

async function secretKey(settings: Settings, folder: DataFolder): Promise<Uint8Array> {
  if (settings.secretKey !== undefined) return settings.secretKey
  const kept = await folder.secret('secret-key')
  const key = new Uint8Array(Buffer.from(kept.value, 'base64url'))
  if (key.length === 32) return key
  throw new StartRefused(
    `SECRET_KEY: the file "${kept.path}" does not hold 32 bytes in base64; restore it from a backup.`,
  )
}

async function operatorToken(settings: Settings, folder: DataFolder): Promise<KeptSecret | { readonly value: string }> {
  return settings.operatorToken === undefined ? folder.secret('operator-token') : { value: settings.operatorToken }
}

/** What was chosen, where things are, and how to go on from here. */
function introduction(
  settings: Settings,
  { url, isRecording }: { readonly url: string; readonly isRecording: boolean },
  token: KeptSecret | { readonly value: string },
): string {
  const { smtpLog, providers, databasePath } = settings
  const servers = providers.map(({ host, port }) => `${host}:${String(port)}`).join(', then ')
  const lines = [
    ['database', `SQLite in ${shown(databasePath)}`],
    ['e-mail', providers.length > 0 ? `through ${servers}` : `kept in the built-in mailbox, see ${url}/mailbox`],
    ['SMTP log', recordingWords(smtpLog, isRecording)],
  ]
  if ('path' in token) {
    // To a terminal the value itself: a developer wants it now. Anywhere else it would end in somebody's log.
    lines.push([
      'operator',
      process.stdout.isTTY ? `token ${token.value}, kept in ${shown(token.path)}` : `token in ${shown(token.path)}`,
    ])
  }
  const gmail = "SMTP_SERVICE=gmail SMTP_USER=you@gmail.com SMTP_PASSWORD='app password' npm start"
  if (providers.length === 0) lines.push(['Gmail', gmail])
  return lines.map(([what, text]) => `  ${(what ?? '').padEnd(9)} ${text ?? ''}\n`).join('')
}

/** A switch that was used at run time goes before SMTP_LOG, and whoever reads SMTP_LOG must not be left to wonder. */
function recordingWords({ file, recording }: Settings['smtpLog'], isRecording: boolean): string {
  const state = isRecording ? shown(file) : `off (${shown(file)})`
  if (isRecording === recording) return state
  const [is, back] = isRecording ? ['on', 'off'] : ['off', 'on']
  return `${state}; it was switched ${is} at run time, which goes before SMTP_LOG=${back}; change it with: registro smtp-log ${back}`
}

function shown(path: string): string {
  const short = relative('.', path)
  return short === '' || short.startsWith('..') ? path : `./${short}`
}
