// An SMTP server that takes everything as fast as it can, in a process of its own. Prints its port, and on SIGTERM how
// many messages it took. `silent` never greets instead.
import { createServer } from 'node:net'

const silent = process.argv.includes('silent')
let messages = 0

const server = createServer((socket) => {
  socket.setNoDelay(true)
  socket.on('error', () => socket.destroy())
  if (silent) return
  socket.setEncoding('latin1')
  socket.write('220 sink.test ESMTP\r\n')
  let rest = ''
  let inMessage = false
  socket.on('data', (chunk) => {
    rest += chunk
    for (;;) {
      const end = inMessage ? rest.indexOf('\r\n.\r\n') : rest.indexOf('\r\n')
      if (end < 0) return
      const line = rest.slice(0, end)
      rest = rest.slice(end + (inMessage ? 5 : 2))
      if (inMessage) {
        inMessage = false
        messages += 1
        socket.write('250 2.0.0 taken\r\n')
        continue
      }
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'EHLO') socket.write('250-sink.test\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n')
      else if (verb === 'DATA') {
        inMessage = true
        socket.write('354 go on\r\n')
      } else if (verb === 'QUIT') socket.end('221 bye\r\n')
      else socket.write('250 2.0.0 fine\r\n')
    }
  })
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
process.on('SIGTERM', () => {
  console.log(messages)
  process.exit(0)
})
