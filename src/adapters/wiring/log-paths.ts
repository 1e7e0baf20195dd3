import { join, sep } from 'node:path'
import type { Settings } from '../environment/settings.js'
import { StartRefused } from './start-refused.js'

type Paths = Pick<Settings, 'smtpLog' | 'providers' | 'databasePath' | 'dataDir'>

/**
 * A log that is appended to the database or to a key would destroy it, and one that is written into a place of the
 * circular log would be rotated away. Throws `StartRefused` where the settings ask for that.
 */
export function checkLogPaths({ smtpLog, providers, databasePath, dataDir }: Paths): void {
  const kept = new Set([
    ...['', '-wal', '-shm', '-journal'].map((suffix) => `${databasePath}${suffix}`),
    ...['secret-key', 'operator-token', 'service.json'].map((name) => join(dataDir, name)),
  ])
  const mailbox = join(dataDir, 'mailbox') + sep
  const isKept = (path: string): boolean => kept.has(path) || path.startsWith(mailbox)
  const isFullLog = (path: string): boolean =>
    path.startsWith(`${smtpLog.file}.`) && /^\d+$/.test(path.slice(smtpLog.file.length + 1))
  if (isKept(smtpLog.file)) throw refused('SMTP_LOG_FILE:', smtpLog.file)
  for (const { logFile } of providers) {
    if (logFile !== undefined && (isKept(logFile) || isFullLog(logFile))) throw refused('SMTP_URL: logFile=', logFile)
  }
}

function refused(which: string, path: string): StartRefused {
  return new StartRefused(`${which} names "${path}", which is kept for something else; expected a file of its own.`)
}
