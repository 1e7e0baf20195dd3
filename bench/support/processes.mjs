// Programs that a benchmark starts beside itself, and ends by their own id.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

/** Starts a Node program and resolves with its first line of output, and the ways to read on and to end it. */
export async function start(args, environment = {}) {
  const env = { ...process.env }
  for (const name of Object.keys(env))
    if (/^(SMTP_|MAIL_FROM|DATABASE_URL|PUBLIC_URL|DATA_DIR)/.test(name)) delete env[name]
  const begun = performance.now()
  const child = spawn(process.execPath, args, { env: { ...env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const first = await lines.next()
  const startMs = performance.now() - begun
  if (first.done) throw new Error(`${args.join(' ')} ended before it said a word`)
  return {
    first: first.value,
    startMs,
    pid: child.pid,
    lines,
    residentMiB: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    /** Of all its threads, since it began. */
    cpuMs: () => cpuMs(child.pid),
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      const last = []
      for (let line = await lines.next(); !line.done; line = await lines.next()) last.push(line.value)
      await ended
      return last
    },
  }
}

/** Linux counts in hundredths of a second (proc(5), utime and stime). */
function cpuMs(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

export const median = (numbers) => at(numbers, 0.5)

/** The value below which that share of the numbers lies. */
export function at(numbers, share) {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
}
