// Clients that register people over HTTP/1.1, as lean as they can be: they share the processors with what is measured.
import { once } from 'node:events'
import { connect } from 'node:net'

const body = (email) => JSON.stringify({ email, password: 'correct horse battery' })
const numberLength = 8
let people = 0

/**
 * Registers one new person after the other over each of so many connections, for so long. Resolves with the rate and
 * with the milliseconds that each registration took; rejects at any answer but 202.
 */
export async function register(url, connections, seconds) {
  const taken = []
  const begun = performance.now()
  const until = begun + seconds * 1000
  await Promise.all(Array.from({ length: connections }, () => client(new URL(url), until, taken)))
  return { rate: taken.length / ((performance.now() - begun) / 1000), taken }
}

async function client({ hostname, port, host }, until, taken) {
  const socket = connect({ host: hostname, port, noDelay: true })
  socket.setEncoding('latin1')
  await once(socket, 'connect')
  const prefix = `p${process.pid}-`
  const length = Buffer.byteLength(body(`${prefix}${'0'.repeat(numberLength)}@example.test`))
  const head = [
    'POST /v1/registrations HTTP/1.1',
    `Host: ${host}`,
    'Content-Type: application/json',
    `Content-Length: ${length}`,
  ]
  const lines = `${head.join('\r\n')}\r\n\r\n`
  await new Promise((resolve, reject) => {
    let [asked, answer] = [0, '']
    const ask = () => {
      asked = performance.now()
      if (asked >= until) return resolve()
      socket.write(`${lines}${body(`${prefix}${String(people++).padStart(numberLength, '0')}@example.test`)}`)
    }
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the service closed a connection')))
    socket.on('data', (chunk) => {
      answer += chunk
      const end = endOf(answer)
      if (end === undefined || answer.length < end) return
      if (answer.length > end || !answer.startsWith('HTTP/1.1 202 '))
        return reject(new Error(`a registration was answered with ${answer}`))
      taken.push(performance.now() - asked)
      answer = ''
      ask()
    })
    ask()
  })
  socket.destroy()
}

/** Where the answer ends, in bytes, once its head is there. */
function endOf(answer) {
  const end = answer.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const length = /\r\ncontent-length: *(\d+)/i.exec(answer.slice(0, end))?.[1]
  if (length === undefined) throw new Error(`an answer told no length: ${answer}`)
  return end + 4 + Number(length)
}
