import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type MailProgram,
  type TheirLine,
  eventually,
  found,
  freePort,
  login,
  run,
  scene,
  started,
  unknownRecipient,
} from './mail-program.js'

/** Where Exim is: `EXIM` names it where it is only unpacked. */
export const findExim = (): Promise<string | undefined> =>
  found(process.env['EXIM'], '/usr/sbin/exim4', '/usr/sbin/exim')

/** Exim 4 in the foreground, with the debugging of what it receives as its record. */
export async function startExim(program: string): Promise<MailProgram> {
  const { folder, ca, clear } = await scene()
  const port = await freePort()
  const config = join(folder, 'exim.conf')
  await mkdir(join(folder, 'spool'))
  await run('chown', '-R', 'Debian-exim:Debian-exim', folder)
  await writeFile(config, configuration(folder, port))
  const { child, output } = started(program, ['-C', config, '-bdf', '-d-all+receive'])
  await eventually(() => {
    if (child.exitCode !== null) throw new Error(`Exim has ended: ${output()}`)
    return /^\s*\d+ Listening\.\.\.$/m.test(output()) || undefined
  })
  return {
    port,
    ca,
    conversations: (count) =>
      eventually(() => {
        const all = conversationsIn(output())
        return all.length >= count && all.slice(0, count).every(isOver) ? all : undefined
      }),
    stop: async () => {
      child.kill()
      if (child.exitCode === null) await once(child, 'exit')
      await clear()
    },
  }
}

const isOver = (lines: readonly TheirLine[]): boolean => lines.at(-1)?.text.startsWith('221 ') === true

/** `2272 SMTP<< EHLO a`, `2272 SMTP>> 250-b`, and further lines of a reply under it; each connection has its process. */
function conversationsIn(output: string): readonly (readonly TheirLine[])[] {
  const conversations = new Map<string, TheirLine[]>()
  for (const line of output.split('\n')) {
    const [, process = '', arrows, said, more] =
      /^ *(\d+) (?:SMTP(<<|>>) ?([^(].*)| {7}(\d{3}[ -].*))$/.exec(line.replace(/\r$/, '')) ?? []
    const text = said ?? more
    if (text === undefined) continue
    const conversation = conversations.get(process) ?? []
    conversation.push({ side: arrows === '<<' ? 'client' : 'server', text })
    conversations.set(process, conversation)
  }
  return [...conversations.values()]
}

function configuration(folder: string, port: number): string {
  const { user, password } = login
  return `
keep_environment =
primary_hostname = exim.test
exim_user = Debian-exim
exim_group = Debian-exim
spool_directory = ${folder}/spool
log_file_path = ${folder}/%slog
pid_file_path = ${folder}/exim.pid
daemon_smtp_ports = ${port}
local_interfaces = 127.0.0.1
tls_advertise_hosts = *
tls_certificate = ${folder}/cert.pem
tls_privatekey = ${folder}/key.pem
auth_advertise_hosts = \${if eq{$tls_in_cipher}{}{}{*}}
acl_smtp_rcpt = check_rcpt
queue_only = true
host_lookup =
rfc1413_query_timeout = 0s

begin acl
check_rcpt:
  deny local_parts = ${unknownRecipient.split('@', 1)[0] ?? ''}
       message = 5.1.1 There is nobody\\nof that name
  accept authenticated = *
  deny message = relay not permitted

begin routers
nowhere:
  driver = redirect
  data = :blackhole:

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and{{eq{$auth2}{${user}}}{eq{$auth3}{${password}}}}}
  server_set_id = $auth2
`
}
