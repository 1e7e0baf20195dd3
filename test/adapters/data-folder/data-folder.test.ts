import { mkdir, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { DataFolderUnusable } from '../../../src/adapters/data-folder/data-folder-unusable.js'
import { DataFolder, readKeptSecret } from '../../../src/adapters/data-folder/data-folder.js'
import { announceService } from '../../../src/adapters/data-folder/service-notice.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

let home: string
beforeEach(async () => {
  home = await temporaryFolder()
})

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777

describe('the data folder', () => {
  it('is made where it is missing, for its owner alone', async () => {
    const path = join(home, 'a', 'b')
    const folder = await DataFolder.open(path)
    expect(folder.path).toBe(path)
    expect(await modeOf(path)).toBe(0o700)
    await expect(DataFolder.open(path)).resolves.toBeInstanceOf(DataFolder)
  })

  it('that cannot be a folder is one line for the operator', async () => {
    const file = join(home, 'file')
    await writeFile(file, '')
    const gone = join(home, 'gone')
    await symlink(join(home, 'unmounted'), gone)
    for (const path of [file, join(file, 'below'), gone, join(gone, 'below'), join(gone, 'far', 'below')]) {
      const error = await DataFolder.open(path).catch((failure: unknown) => failure)
      expect(error).toBeInstanceOf(DataFolderUnusable)
      expect((error as Error).message).toMatch(
        /^DATA_DIR: ".*" cannot be used \(E[A-Z]+\); expected a folder that this user may write\.$/,
      )
    }
  })

  it.runIf(process.platform === 'linux')('in a place that takes none is told at once', async () => {
    for (const path of ['/proc/registro', '/proc/registro/data']) {
      await expect(DataFolder.open(path)).rejects.toThrow(`DATA_DIR: "${path}" cannot be used (ENOENT)`)
    }
  })
})

describe('a kept secret', () => {
  it('is made once, with 32 random bytes, for its owner alone', async () => {
    const folder = await DataFolder.open(home)
    const made = await folder.secret('secret.key')
    expect(made).toMatchObject({ isNew: true, path: join(home, 'secret.key') })
    expect(Buffer.from(made.value, 'base64url')).toHaveLength(32)
    expect(await modeOf(made.path)).toBe(0o600)
    expect(await folder.secret('secret.key')).toEqual({ ...made, isNew: false })
    expect((await folder.secret('other.key')).value).not.toBe(made.value)
    expect(await readKeptSecret(home, 'secret.key')).toBe(made.value)
    expect(await readKeptSecret(home, 'none.key')).toBeUndefined()
    expect((await readdir(home)).toSorted()).toEqual(['other.key', 'secret.key'])
  })

  it('is one and the same for all who want it at the same moment', async () => {
    const folder = await DataFolder.open(home)
    for (let round = 0; round < 20; round += 1) {
      const name = `${String(round)}.key`
      const all = await Promise.all(Array.from({ length: 8 }, () => folder.secret(name)))
      expect(new Set(all.map(({ value }) => value)).size).toBe(1)
      expect(all.filter(({ isNew }) => isNew)).toHaveLength(1)
    }
    expect(await readdir(home)).toHaveLength(20)
  })

  it('that was emptied is a fault, not a new secret', async () => {
    const folder = await DataFolder.open(home)
    await writeFile(join(home, 'secret.key'), ' \n')
    await expect(folder.secret('secret.key')).rejects.toThrow(
      /^DATA_DIR: ".*secret\.key" is empty; remove it or restore it\.$/,
    )
  })

  it('that cannot be read is one line for the operator', async () => {
    const folder = await DataFolder.open(home)
    await mkdir(join(home, 'secret.key'))
    await expect(folder.secret('secret.key')).rejects.toThrow(/^DATA_DIR: ".*secret\.key" cannot be read \(EISDIR\)/)
  })
})

describe('what cannot be written', () => {
  it('is one line for the operator', async () => {
    const folder = await DataFolder.open(join(home, 'data'))
    await mkdir(join(home, 'data', 'service.json'))
    await expect(announceService(folder.path, { pid: 1, url: 'http://127.0.0.1:1' })).rejects.toThrow(
      new DataFolderUnusable(
        `DATA_DIR: "${join(home, 'data', 'service.json')}" cannot be written (EISDIR); expected a folder that this user may write.`,
      ),
    )
    await rm(join(home, 'data'), { recursive: true })
    await expect(folder.secret('operator-token')).rejects.toThrow(
      /^DATA_DIR: ".*operator-token" cannot be written \(ENOENT\); expected /,
    )
  })
})
