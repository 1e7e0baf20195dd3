import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { makeFolder } from '../../../src/adapters/file-system/make-folder.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

let folder: string

beforeEach(async () => {
  folder = await temporaryFolder()
})

describe('making a folder', () => {
  it('makes those above it too, for this account alone, and takes what is there already', async () => {
    const path = join(folder, 'a', 'b', 'c')
    await makeFolder(path)
    await makeFolder(path)
    expect((await stat(path)).isDirectory()).toBe(true)
    for (const made of [path, join(folder, 'a')]) expect((await stat(made)).mode & 0o777).toBe(0o700)
  })

  it('lets two make the same one at once', async () => {
    const path = join(folder, 'a', 'b', 'c')
    await Promise.all([makeFolder(path), makeFolder(path), makeFolder(path)])
    expect((await stat(path)).isDirectory()).toBe(true)
  })

  it('rejects with what the system says when a file stands in the way', async () => {
    const file = join(folder, 'file')
    await writeFile(file, '')
    await expect(makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST' })
    await expect(makeFolder(join(file, 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' })
  })

  it.runIf(process.platform === 'linux')('ends where a file system takes no folders', async () => {
    await expect(makeFolder('/proc/registro/logs')).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
