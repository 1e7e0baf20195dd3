import { ContainerModule } from 'inversify'
import type { NewRecorder } from '../../application/attempt-recording.js'
import type { Clock } from '../../application/ports/clock.js'
import type { RecordingTrouble } from '../../application/ports/transcript-log.js'
import { switchedRecording } from '../../application/switch-recording.js'
import { ConversationRecorder } from '../../domain/transcript/recorder.js'
import { SecretPatterns } from '../../domain/transcript/secret-patterns.js'
import { FileTranscriptLog } from '../smtp-log/file-transcript-log.js'
import { ExtendedLogs, extendedLogOn, extendingRecorder } from './extended-logs.js'
import type { Part } from './house.js'
import { tokens } from './tokens.js'

export interface RecordingOptions {
  readonly path: string
  readonly maxBytes: number
  readonly files: number
  readonly locale: 'en' | 'es'
  readonly addresses: 'full' | 'masked'
  readonly recording: boolean
  /** Whether a run-time switch that the store keeps goes before `recording`. */
  readonly obeysSwitch: boolean
  readonly version: string
  /** The files of the extended logs that providers have. */
  readonly extendedLogs: readonly string[]
  /** Values that no record may ever hold. */
  readonly secrets: readonly string[]
  readonly onTrouble: (message: string, facts: object) => void
}

/** The flight recorder: redaction in the domain, the lines in a circular file, and in extended logs where wanted. */
export function recordingPart(options: RecordingOptions): Part {
  return {
    name: 'recording',
    opens: [tokens.log, tokens.extendedLogs],
    module: new ContainerModule(({ bind }) => {
      bind(tokens.secrets).toResolvedValue(() => secretPatterns(options.secrets))
      const opening = options.obeysSwitch
        ? bind(tokens.log).toResolvedValue(
            async (clock, store) => openLog(options, clock, await store.transact(switchedRecording)),
            [tokens.clock, tokens.store],
          )
        : bind(tokens.log).toResolvedValue((clock) => openLog(options, clock), [tokens.clock])
      opening.onDeactivation(async (log) => (log as FileTranscriptLog).close())
      bind(tokens.extendedLogs)
        .toResolvedValue((clock) => ExtendedLogs.open(options.extendedLogs, logOptions(options, clock)), [tokens.clock])
        .onDeactivation(async (logs) => logs.close())
      bind(tokens.newExtendedRecorder).toResolvedValue(
        (secrets) => newRecorder(secrets, options.addresses, 'extended'),
        [tokens.secrets],
      )
      bind(tokens.newRecorder).toResolvedValue(
        (secrets, log, clock, extended) => {
          const [now, { addresses }] = [clock.now(), options]
          for (const file of options.extendedLogs) log.append(0, extendedLogOn(file), now)
          return extendingRecorder({ secrets, addresses, log, clock, extended })
        },
        [tokens.secrets, tokens.log, tokens.clock, tokens.extendedLogs],
      )
    }),
  }
}

async function openLog(
  options: RecordingOptions,
  clock: Clock,
  recording = options.recording,
): Promise<FileTranscriptLog> {
  const log = new FileTranscriptLog({ ...options, ...logOptions(options, clock), recording })
  await log.open()
  return log
}

function logOptions({ locale, version, onTrouble }: RecordingOptions, clock: Clock) {
  return {
    locale,
    version,
    processId: process.pid,
    now: () => clock.now(),
    onTrouble: ({ problem, path, detail }: RecordingTrouble) => {
      onTrouble(troubles[problem], { path, detail })
    },
  }
}

const troubles: Readonly<Record<RecordingTrouble['problem'], string>> = {
  'not-writable': 'the SMTP log cannot be written: e-mails go out without a record until it can',
  'not-answering': 'the disk of the SMTP log does not answer: e-mails go out without a record until it does',
  recovered: 'the SMTP log is written again',
}

/** @param form `extended` has each line of the messages too. */
export function newRecorder(
  secrets: SecretPatterns,
  addresses: 'full' | 'masked',
  form: 'regular' | 'extended' = 'regular',
): NewRecorder {
  const extended = form === 'extended'
  return (_provider, onStatement) => new ConversationRecorder({ secrets, extended, addresses, onStatement })
}

export function secretPatterns(values: readonly string[]): SecretPatterns {
  const patterns = new SecretPatterns()
  for (const value of values) patterns.add(value)
  return patterns
}
