import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize, relative, sep } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Who may import what, and which names of the host a pure layer must not use. The first matching layer counts. */
const layers: readonly Layer[] = [
  { name: 'domain', folder: 'src/domain', imports: ['src/domain'], packages: false, hostGlobals: false },
  {
    name: 'application',
    folder: 'src/application',
    imports: ['src/domain', 'src/application'],
    packages: false,
    hostGlobals: false,
  },
  { name: 'wiring', folder: 'src/adapters/wiring', imports: ['src'], packages: true, hostGlobals: true },
  {
    name: 'adapter',
    folder: 'src/adapters',
    imports: ['src/domain', 'src/application', 'src/adapters/file-system', '<own folder>'],
    packages: true,
    hostGlobals: true,
  },
  {
    name: 'main',
    folder: 'src/main.ts',
    imports: ['src/adapters/wiring', 'src/adapters/environment'],
    packages: false,
    hostGlobals: true,
  },
]

/** Packages that one folder alone may know. */
const keptIn: Readonly<Record<string, string>> = {
  inversify: 'src/adapters/wiring',
  'reflect-metadata': 'src/adapters/wiring',
  hono: 'src/adapters/http',
  nodemailer: 'src/adapters/smtp',
  kysely: 'src/adapters/database',
  libsql: 'src/adapters/database',
}

/** What the language itself does not bring: time, chance, the process, its console, network, timers and encodings. */
const hostGlobals = [
  'AbortController',
  'Buffer',
  'Date',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'URLSearchParams',
  'atob',
  'btoa',
  'clearTimeout',
  'console',
  'crypto',
  'fetch',
  'global',
  'globalThis',
  'performance',
  'process',
  'queueMicrotask',
  'require',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'structuredClone',
]

interface Layer {
  readonly name: string
  readonly folder: string
  readonly imports: readonly string[]
  readonly packages: boolean
  readonly hostGlobals: boolean
}

function faultsOf(file: string, text: string): string[] {
  const layer = layers.find(({ folder }) => file === folder || file.startsWith(`${folder}/`))
  if (layer === undefined) return [`${file}: stands in no layer`]
  const code = withoutCommentsAndTexts(text)
  const faults = importsOf(text).flatMap((target) => importFaults(layer, file, target))
  if (layer.hostGlobals) return faults
  for (const name of hostGlobals) {
    if (new RegExp(`(?<![.\\w$'-])${name}(?![\\w$']|\\??:)`).test(code)) faults.push(`${file}: uses ${name}`)
  }
  if (/\bMath\s*\.\s*random\b/.test(code)) faults.push(`${file}: uses Math.random`)
  return faults
}

function importFaults(layer: Layer, file: string, target: string): string[] {
  if (!target.startsWith('.')) {
    if (target.startsWith('node:')) {
      return layer.packages || layer.name === 'main' ? [] : [`${file}: imports ${target}`]
    }
    if (!layer.packages) return [`${file}: imports ${target}`]
    const home = Object.entries(keptIn).find(([name]) => target === name || target.startsWith(`${name}/`))?.[1]
    return home === undefined || file.startsWith(home) ? [] : [`${file}: imports ${target}, which belongs to ${home}`]
  }
  const path = normalize(join(dirname(file), target))
    .split(sep)
    .join('/')
  const own = file.split('/').slice(0, 3).join('/')
  const allowed = layer.imports.map((folder) => (folder === '<own folder>' ? own : folder))
  return allowed.some((folder) => path.startsWith(`${folder}/`)) ? [] : [`${file}: imports ${path}`]
}

/** The targets of static and dynamic imports and of re-exports, for types and for effect. */
function importsOf(text: string): string[] {
  const code = withoutComments(text)
  const statements = /(?:^|[\n;])\s*(?:import|export)\b(?:[^'"`;=]*?\bfrom)?\s*(['"])([^'"\n]+)\1/g
  const calls = /\b(?:import|require)\s*\(\s*(['"`])([^'"`\n]+)\1/g
  return [...code.matchAll(statements), ...code.matchAll(calls)].map((found) => found[2] ?? '')
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/(^|\s)\/\/[^\n]*/g, '$1')
}

function withoutCommentsAndTexts(text: string): string {
  return withoutComments(text)
    .replace(/\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/g, ' ')
    .replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, "''")
    .replace(/`(?:\\.|[^`\\])*`/g, (found) => [...found.matchAll(/\$\{([^}]*)\}/g)].map((part) => part[1]).join(' '))
}

function sourceFiles(): string[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:tsx?|mjs)$/.test(name))
    .map((name) => join('src', name).split(sep).join('/'))
}

/** The files that each file imports, of our own. */
function importGraph(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    files.map((file) => {
      const targets = importsOf(readFileSync(file, 'utf8')).filter((target) => target.startsWith('.'))
      const paths = targets.map((target) =>
        normalize(join(dirname(file), target))
          .split(sep)
          .join('/'),
      )
      return [file.replace(/\.tsx?$/, '.js'), paths]
    }),
  )
}

/** Each first way back to a file that is met while its own imports are followed. */
function circlesIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const circles: string[] = []
  const done = new Set<string>()
  const follow = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) return void circles.push([...way.slice(way.indexOf(file)), file].join(' → '))
    if (done.has(file)) return
    for (const target of graph.get(file) ?? []) follow(target, [...way, file])
    done.add(file)
  }
  for (const file of graph.keys()) follow(file, [])
  return circles
}

describe('the architecture', () => {
  it('has no two files that import each other, on whatever way, for types either', () => {
    const graph = importGraph(sourceFiles())
    expect([...graph.values()].flat().filter((target) => graph.has(target)).length).toBeGreaterThan(500)
    expect(circlesIn(graph)).toEqual([])
  })

  it('finds a circle', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['d', 'b']],
      ['d', []],
    ])
    expect(circlesIn(graph)).toEqual(['b → c → b'])
  })

  it('holds in every file', () => {
    const files = sourceFiles()
    expect(files.length).toBeGreaterThan(30)
    const faults = files.flatMap((file) =>
      faultsOf(relative('.', file).split(sep).join('/'), readFileSync(file, 'utf8')),
    )
    expect(faults).toEqual([])
  })

  it.each([
    ['src/domain/a.ts', "import { readFile } from 'node:fs'"],
    ['src/domain/a.ts', "import type { Store } from '../application/ports/store.js'"],
    ['src/domain/a.ts', "import fc from 'fast-check'"],
    ['src/domain/a/b.ts', "export * from '../../adapters/http/app.js'"],
    ['src/domain/a.ts', "import {\n  readFile,\n} from 'node:fs'"],
    ['src/domain/a.ts', "import 'reflect-metadata'"],
    ['src/domain/a.ts', "const late = await import('node:crypto')"],
    ['src/domain/a.ts', 'export const now = () => Date.now()'],
    ['src/domain/a.ts', 'export const id = `${Math.random()}`'],
    ['src/domain/a.ts', 'const path = process.env.PATH'],
    ['src/domain/a.ts', "const bytes = Buffer.from('a')"],
    ['src/application/a.ts', 'setTimeout(() => {}, 5)'],
    ['src/application/a.ts', "const answer = await fetch('http://127.0.0.1')"],
    ['src/application/a.ts', "import { Hono } from 'hono'"],
    ['src/application/a.ts', "import { SystemClock } from '../adapters/system/system-clock.js'"],
    ['src/adapters/http/a.ts', "import { FileTranscriptLog } from '../smtp-log/file-transcript-log.js'"],
    ['src/adapters/http/a.ts', "import { Container } from 'inversify'"],
    ['src/adapters/http/a.ts', "import { assemble } from '../wiring/assembly.js'"],
    ['src/main.ts', "import { createHttpApp } from './adapters/http/app.js'"],
    ['src/main.ts', "import { Hono } from 'hono'"],
    ['src/elsewhere/a.ts', 'export const a = 1'],
  ])('finds the fault in %s: %s', (file, text) => {
    expect(faultsOf(file, text)).not.toEqual([])
  })

  it.each([
    ['src/domain/a.ts', '// a Date, as process.env and setTimeout would tell it\nexport const a = 1'],
    ['src/domain/a.ts', "export const words = 'process Date Buffer'"],
    ['src/domain/a.ts', 'export const sentence = "Remove it from \'Restricted entities\'"'],
    ['src/domain/a/b.ts', "import { minute } from '../instant.js'"],
    ['src/application/a.ts', "import type { Email } from '../domain/delivery/email.js'"],
    ['src/adapters/http/a/b.ts', "import { c } from '../c.js'"],
    ['src/adapters/wiring/a.ts', "import { Container } from 'inversify'"],
    ['src/adapters/http/a.ts', "import { Hono } from 'hono'"],
    ['src/main.ts', "import { assemble } from './adapters/wiring/assembly.js'"],
  ])('lets %s be: %s', (file, text) => {
    expect(faultsOf(file, text)).toEqual([])
  })
})
