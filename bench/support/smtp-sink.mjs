// A local SMTP server that takes everything, in a process of its own: Postfix's `smtp-sink`, in C, where it is
// installed, otherwise ours.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { start } from './processes.mjs'

export async function startSink() {
  return (await smtpSink()) ?? (await ownSink())
}

async function smtpSink() {
  const port = await freePort()
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : []
  const child = spawn('smtp-sink', [...user, `127.0.0.1:${port}`, '1000'], { stdio: 'ignore' })
  const failed = await Promise.race([
    once(child, 'error').then(() => true),
    once(child, 'exit').then(() => true),
    untilOpen(port).then(() => false),
  ])
  return failed ? undefined : { name: 'smtp-sink', port, stop: async () => child.kill() }
}

async function ownSink() {
  const own = await start([new URL('sink.mjs', import.meta.url).pathname])
  return { name: 'bench/support/sink.mjs', port: Number(own.first), stop: () => own.stop() }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

async function untilOpen(port) {
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await Promise.race([
      once(socket, 'connect').then(
        () => true,
        () => false,
      ),
      once(socket, 'close').then(() => false),
    ])
    socket.destroy()
    if (isOpen) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
