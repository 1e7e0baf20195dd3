import type { Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'

/**
 * An SMTP server that greets at once. The library waits 100 ms to catch clients that speak too soon; that is of no use
 * on loopback and would make up most of the time that an e-mail takes.
 */
export class PromptSmtpServer extends SMTPServer {
  override connect(socket: Socket, options?: Parameters<SMTPServer['connect']>[1]): void {
    super.connect(socket, options)
    const connection = [...this.connections].at(-1)
    if (connection === undefined) return
    const greet = connection.connectionReady.bind(connection)
    // The library's own timer finds nothing left to do.
    connection.connectionReady = () => undefined
    greet()
  }
}
