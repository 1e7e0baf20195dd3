// Parts of the product as production puts them together, for benchmarks that need them one by one.
import { join } from 'node:path'
import { TemplateEmailComposer } from '../../dist/adapters/email/template-email-composer.js'
import { FileTranscriptLog } from '../../dist/adapters/smtp-log/file-transcript-log.js'
import { NodemailerEmailSender } from '../../dist/adapters/smtp/nodemailer-email-sender.js'

/** The SMTP log at `smtp.log` in the folder, opened. */
export async function openLog(folder) {
  const log = new FileTranscriptLog({
    path: join(folder, 'smtp.log'),
    maxBytes: 10e6,
    files: 10,
    locale: 'en',
    now: () => Date.now(),
    processId: process.pid,
    version: '0.0.0',
    onTrouble: (trouble) => console.error(trouble),
  })
  await log.open()
  return log
}

export function sinkSender({ port, connections, ratePerMinute }) {
  return new NodemailerEmailSender({
    name: `127.0.0.1:${port}`,
    host: '127.0.0.1',
    port,
    tls: 'none',
    verify: true,
    timeoutScale: 1,
    maxConnections: connections,
    ...(ratePerMinute === undefined ? {} : { ratePerMinute }),
    fingerprint: 'bench',
  })
}

export function siteComposer() {
  return new TemplateEmailComposer({
    appName: 'Example Site',
    publicUrl: 'https://site.example',
    from: { name: 'Example Site', address: 'noreply@site.example' },
    linkValidHours: 24,
  })
}
