import type { NodemailerError } from 'nodemailer'
import { SmtpFault, type Stage } from './smtp-fault.js'

/** What Nodemailer's client found wrong, without the server's words. */
export function faultOf(error: NodemailerError, stage: Stage, lost: boolean): SmtpFault {
  const { command = 'CONN', responseCode } = error
  const replyCode = typeof responseCode === 'number' && responseCode > 0 ? responseCode : undefined
  const what = command === 'CONN' ? 'the connection' : command
  const message = replyCode === undefined ? error.message : `The server answered ${what} with ${replyCode}`
  const code = codeFor(command, replyCode, error.code)
  return new SmtpFault({ stage: stageOf(command, stage), code, message, command, replyCode, lost })
}

/** The hello belongs to no stage before it, whether it comes first or again after STARTTLS. */
export function stageOf(command: string, stage: Stage): Stage {
  return command === 'EHLO' || command === 'HELO' ? 'hello' : stage
}

/** A server that answers has not lost the connection, whatever Nodemailer calls it. */
function codeFor(command: string, replyCode: number | undefined, code = 'ESOCKET'): string {
  if (command === 'STARTTLS') return 'ESTARTTLS'
  return code === 'ECONNECTION' && replyCode !== undefined && replyCode !== 421 ? 'EPROTOCOL' : code
}
