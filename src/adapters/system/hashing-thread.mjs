// What one thread of `HashingThreads` runs. It is JavaScript because a thread begins at a file: this one is the same for
// the built program and for its source.
import { hashSync, verifySync } from '@node-rs/argon2'
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'

/** @typedef {import('./hashing-threads.js').HashingJob} HashingJob */
/** @typedef {import('./hashing-threads.js').HashingAnswer} HashingAnswer */

/** @type {import('@node-rs/argon2').Options} */
const cost = workerData

parentPort?.on('message', work)

/**
 * Does this job and all that come meanwhile. Every time the program is woken it finds its caches taken by the hashes, and
 * that costs it more than its work: so answers wait for each other, as long as more is left to do than was done.
 *
 * @param {HashingJob} first
 */
function work(first) {
  const jobs = [first]
  /** @type {HashingAnswer[]} */
  let answers = []
  for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
    answers.push(answerTo(job))
    jobs.push(...given())
    if (jobs.length > answers.length) continue
    parentPort?.postMessage(answers)
    answers = []
  }
}

/** @returns {Generator<HashingJob>} */
function* given() {
  if (parentPort === null) return
  for (let next = receiveMessageOnPort(parentPort); next !== undefined; next = receiveMessageOnPort(parentPort))
    yield next.message
}

/**
 * @param {HashingJob} job
 * @returns {HashingAnswer}
 */
function answerTo({ password, known }) {
  try {
    return { value: known === undefined ? hashSync(password, cost) : verifySync(known, password) }
  } catch (error) {
    // What was given as a hash is none.
    return { error }
  }
}
