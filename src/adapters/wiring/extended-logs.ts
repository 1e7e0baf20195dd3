import type { NewRecorder } from '../../application/attempt-recording.js'
import { BothRecorders } from '../../application/both-recorders.js'
import type { Clock } from '../../application/ports/clock.js'
import type { TranscriptLog } from '../../application/ports/transcript-log.js'
import { ConversationRecorder } from '../../domain/transcript/recorder.js'
import type { SecretPatterns } from '../../domain/transcript/secret-patterns.js'
import type { Statement } from '../../domain/transcript/statement.js'
import { FileTranscriptLog, type FileTranscriptLogOptions } from '../smtp-log/file-transcript-log.js'

/** The extended logs that the settings name, each in a file of its own that is never rotated. */
export class ExtendedLogs {
  readonly #logs: ReadonlyMap<string, FileTranscriptLog>

  private constructor(logs: ReadonlyMap<string, FileTranscriptLog>) {
    this.#logs = logs
  }

  static async open(
    paths: readonly string[],
    options: Omit<FileTranscriptLogOptions, 'path' | 'maxBytes' | 'files'>,
  ): Promise<ExtendedLogs> {
    const logs = new Map<string, FileTranscriptLog>()
    for (const path of new Set(paths)) {
      const log = new FileTranscriptLog({ ...options, path, maxBytes: Number.POSITIVE_INFINITY, files: 1 })
      await log.open()
      logs.set(path, log)
    }
    return new ExtendedLogs(logs)
  }

  find(path: string | undefined): FileTranscriptLog | undefined {
    return path === undefined ? undefined : this.#logs.get(path)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#logs.values()].map((log) => log.close()))
  }
}

export interface ExtendingOptions {
  readonly secrets: SecretPatterns
  readonly addresses: 'full' | 'masked'
  /** The regular log: while it does not record, nothing does. */
  readonly log: TranscriptLog
  readonly clock: Clock
  readonly extended: ExtendedLogs
}

/** Makes recorders for the regular log, and with each of them, where its provider wants it, one for an extended log. */
export function extendingRecorder({ secrets, addresses, log, clock, extended }: ExtendingOptions): NewRecorder {
  return (provider, onStatement, conversation) => {
    const regular = new ConversationRecorder({ secrets, extended: false, addresses, onStatement })
    const { logFile, recording } = provider
    const whole = extended.find(logFile)
    if (whole === undefined || logFile === undefined || recording === false) return regular
    onStatement(extendedLogOn(logFile))
    const keep = (statement: Statement): void => {
      if (log.isRecording()) whole.append(conversation, statement, clock.now())
    }
    return new BothRecorders(
      regular,
      new ConversationRecorder({ secrets, extended: true, addresses, onStatement: keep }),
    )
  }
}

/** What the regular log says of an extended one. */
export function extendedLogOn(file: string): Statement {
  return { kind: 'event', event: { event: 'extended-log-on', file } }
}
