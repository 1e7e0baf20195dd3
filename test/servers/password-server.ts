import { once } from 'node:events'
import { type AddressInfo, type Socket, createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { login } from './mail-program.js'

/**
 * Knows the one login there is, and says so as Dovecot does (https://doc.dovecot.org/main/developers/design/auth_protocol.html),
 * which Postfix understands without any further package.
 */
export async function startPasswordServer(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    socket.write(`VERSION\t1\t1\nMECH\tPLAIN\tplaintext\nSPID\t1\nCUID\t1\nCOOKIE\t${'0'.repeat(32)}\nDONE\n`)
    createInterface({ input: socket }).on('line', (line) => {
      const [command, id = '', , ...facts] = line.split('\t')
      if (command !== 'AUTH') return
      const response = facts.find((fact) => fact.startsWith('resp='))?.slice('resp='.length) ?? ''
      const [, user, password] = Buffer.from(response, 'base64').toString().split('\0')
      const isRight = user === login.user && password === login.password
      socket.write(isRight ? `OK\t${id}\tuser=${user}\n` : `FAIL\t${id}\tuser=${String(user)}\n`)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
