// How many passwords argon2id hashes in a second here, and the milliseconds of CPU that each takes: SECONDS, and how
// many AT ONCE.
import { Algorithm, hash } from '@node-rs/argon2'

const [seconds, atOnce] = process.argv.slice(2).map(Number)
const options = { algorithm: Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 }
await hash('warm', options)
const [begun, cpu] = [performance.now(), process.cpuUsage()]
let count = 0
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    while (performance.now() - begun < seconds * 1000) {
      await hash('correct horse battery', options)
      count += 1
    }
  }),
)
const { user, system } = process.cpuUsage(cpu)
console.log(count / ((performance.now() - begun) / 1000), (user + system) / 1000 / count)
