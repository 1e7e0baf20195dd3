// Adds up the counts that the test runner reported, and prints them as the closing line of a run.
import { readFileSync } from 'node:fs'

let passed = 0
let failed = 0
for (const path of process.argv.slice(2)) {
  const counts = JSON.parse(readFileSync(path, 'utf8'))
  passed += counts.numPassedTests
  // A file that cannot even be loaded holds no failed test, and is a failure all the same.
  failed += counts.success ? counts.numFailedTests : Math.max(1, counts.numFailedTests)
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
