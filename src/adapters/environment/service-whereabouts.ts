import { join, resolve } from 'node:path'
import { EnvironmentReader } from './reader.js'

/** What a command needs of the environment to find the service that was started with the same one. */
export interface ServiceWhereabouts {
  readonly dataDir: string
  readonly smtpLogFile: string
  /** Kept in the data folder when absent. */
  readonly operatorToken?: string
}

/** Reads only that much: faults elsewhere in the settings are the service's own matter. */
export function readServiceWhereabouts(variables: Readonly<Record<string, string | undefined>>): ServiceWhereabouts {
  const env = new EnvironmentReader(variables)
  const dataDir = resolve(env.text('DATA_DIR') ?? './data')
  const operatorToken = env.text('OPERATOR_TOKEN')
  const whereabouts = { dataDir, smtpLogFile: resolve(env.text('SMTP_LOG_FILE') ?? join(dataDir, 'logs', 'smtp.log')) }
  return operatorToken === undefined ? whereabouts : { ...whereabouts, operatorToken }
}
