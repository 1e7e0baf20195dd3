import type { ApplicationLog } from '../application-log/application-log.js'
import { ownNames } from './own-names.js'
import { day } from '../../domain/instant.js'
import type { Settings } from '../environment/settings.js'
import { announcingPart } from './announcing-part.js'
import { backgroundPart } from './background-part.js'
import { deliveryPart } from './delivery-part.js'
import { followerPart } from './follower-part.js'
import type { Part } from './house.js'
import { httpPart } from './http-part.js'
import { listenerPart } from './listener-part.js'
import { mailPart } from './mail-part.js'
import { metricsPart } from './metrics-part.js'
import { recordingPart } from './recording-part.js'
import { retentionPart } from './retention-part.js'
import { sqlitePart } from './store-part.js'
import { systemPart } from './system-part.js'
import { version } from './version.js'

export interface Ground {
  readonly applicationLog: ApplicationLog
  readonly secretKey: Uint8Array
  readonly operatorToken: { readonly value: string }
}

/** The parts of a service with everything real, in the order in which they are opened. */
export function productionParts(settings: Settings, ground: Ground): readonly Part[] {
  const { applicationLog, secretKey, operatorToken } = ground
  const { smtpLog, lifetimes, coolDown, providers, transcriptDays } = settings
  const key = Buffer.from(secretKey)
  const passwords = providers.flatMap(({ password }) => password ?? [])
  const webhookSecrets = settings.webhookSecret === undefined ? [] : [settings.webhookSecret.replace(/^whsec_/, '')]
  const secrets = [
    ...passwords,
    ...webhookSecrets,
    operatorToken.value,
    key.toString('base64'),
    key.toString('base64url'),
  ]
  return [
    systemPart({ secretKey, lifetimes, coolDown, keepsTranscripts: transcriptDays > 0, notices: applicationLog }),
    listenerPart({
      host: settings.host,
      port: settings.port,
      onError: (error) => applicationLog.error('request failed outside the application', error),
    }),
    sqlitePart(settings.databasePath),
    metricsPart(),
    recordingPart({
      ...smtpLog,
      path: smtpLog.file,
      extendedLogs: providers.flatMap(({ logFile, recording }) =>
        recording && logFile !== undefined ? [logFile] : [],
      ),
      obeysSwitch: true,
      version,
      secrets,
      onTrouble: (message, facts) => applicationLog.warn(message, facts),
    }),
    backgroundPart((name, error) => applicationLog.error(`background task failed: ${name}`, error)),
    mailPart(settings),
    announcingPart(settings, applicationLog),
    deliveryPart(),
    retentionPart(transcriptDays * day),
    followerPart(),
    httpPart({
      ...settings,
      operatorToken: operatorToken.value,
      logLocale: smtpLog.locale,
      own: ownNames(settings),
      onError: (error, facts) => applicationLog.error('request failed', error, facts),
    }),
  ]
}
