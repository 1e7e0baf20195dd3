// Where the CPU time of some work goes, by chapter of the product: told by V8's sampling profiler.
import { Session } from 'node:inspector/promises'

/** Runs the work under the profiler: milliseconds of CPU in this process's main thread, by the chapter of the code. */
export async function cpuSplit(chapters, work) {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: 250 })
  await session.post('Profiler.start')
  await work()
  const { profile } = await session.post('Profiler.stop')
  session.disconnect()
  return splitOf(profile, chapters)
}

function splitOf({ nodes, samples, timeDeltas }, chapters) {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  for (const node of nodes) for (const child of node.children ?? []) byId.get(child).parent = node
  const chapterOf = (node) => {
    if (node.callFrame.functionName === '(idle)') return 'idle'
    if (node.callFrame.functionName === '(garbage collector)') return 'garbage collection'
    for (let at = node; at !== undefined; at = at.parent) {
      const found = chapters.find(([, pattern]) => pattern.test(at.callFrame.url))
      if (found !== undefined) return found[0]
    }
    return 'rest'
  }
  const known = new Map(nodes.map((node) => [node.id, chapterOf(node)]))
  const split = new Map()
  for (const [at, id] of samples.entries()) {
    const chapter = known.get(id)
    split.set(chapter, (split.get(chapter) ?? 0) + timeDeltas[at] / 1000)
  }
  split.delete('idle')
  return split
}
