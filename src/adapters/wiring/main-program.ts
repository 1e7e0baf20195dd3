import { type Commands, runProgram } from '../command-line/program.js'
import { processTerminal } from '../command-line/terminal.js'
import { exitNotFine } from '../command-line/exit-codes.js'
import { RecordingSignal } from './recording-signal.js'
import { version } from './version.js'

/** The whole program: reads the command line, runs the command, resolves to the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  // Loaded when it is asked for: the other commands need nothing of the service, and should answer at once.
  const commands: Commands = {
    serve: async () => {
      const recordingSignal = new RecordingSignal()
      return (await import('./serve.js')).serve(recordingSignal)
    },
    findService: async () => (await import('./find-service.js')).findService(),
    smtpLogFile: async () => (await import('./find-service.js')).smtpLogFile(),
    checkDirectly: async (request, onProgress) =>
      (await import('./check-directly.js')).checkDirectly(request, onProgress),
  }
  const terminal = processTerminal()
  try {
    return await runProgram(args, version, commands, terminal)
  } catch (error) {
    const { DataFolderUnusable } = await import('../data-folder/data-folder-unusable.js')
    const { DotEnvUnreadable } = await import('../environment/dot-env.js')
    if (!(error instanceof DataFolderUnusable) && !(error instanceof DotEnvUnreadable)) throw error
    terminal.err(`${error.message}\n`)
    return exitNotFine
  }
}
