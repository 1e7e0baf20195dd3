/** Work that goes on after its request was answered. */
export interface Background {
  /** Starts the task at once. A rejection is reported once, under that name, and goes no further. */
  run(name: string, task: () => Promise<unknown>): void

  /** Resolves when no task is running any more, those included that were started meanwhile. */
  settled(): Promise<void>
}
