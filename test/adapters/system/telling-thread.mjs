// A thread that tells its number instead of a hash, or ends when it is told to.
import { parentPort, threadId } from 'node:worker_threads'

parentPort.on('message', ({ password }) => {
  if (password === 'throw') throw new Error('on purpose')
  if (password === 'exit') process.exit(3)
  parentPort.postMessage([password === 'fail' ? { error: new Error('no such hash') } : { value: String(threadId) }])
})
