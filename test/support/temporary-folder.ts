import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** An empty folder of this test's own. When the test and what follows each test is over, it goes with all that is in it. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'registro-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}
