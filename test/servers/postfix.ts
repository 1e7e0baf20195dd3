import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startPasswordServer } from './password-server.js'
import {
  type MailProgram,
  type TheirLine,
  eventually,
  found,
  freePort,
  run,
  scene,
  unknownRecipient,
} from './mail-program.js'

export const findPostfix = (): Promise<string | undefined> => found('/usr/sbin/postfix')

/** Postfix with a configuration and a queue of its own, and the verbose log of its `smtpd` as its record. */
export async function startPostfix(program: string): Promise<MailProgram> {
  const { folder, ca, clear } = await scene()
  const port = await freePort()
  const passwords = await startPasswordServer()
  const log = join(folder, 'log', 'mail.log')
  for (const name of ['etc', 'queue', 'data', 'log']) await mkdir(join(folder, name))
  await run('chown', 'postfix', join(folder, 'data'))
  await writeFile(join(folder, 'etc', 'main.cf'), mainConfiguration(folder, log, passwords.port))
  await writeFile(join(folder, 'etc', 'master.cf'), masterConfiguration(port))
  const command = (...args: readonly string[]): Promise<string> => run(program, '-c', join(folder, 'etc'), ...args)
  await command('start')
  return {
    port,
    ca,
    conversations: (count) =>
      eventually(async () => {
        const all = conversationsIn(await readFile(log, 'latin1').catch(() => ''))
        return all.length >= count && all.slice(0, count).every(isOver) ? all : undefined
      }),
    stop: async () => {
      await command('stop')
      await passwords.close()
      await clear()
    },
  }
}

const isOver = (lines: readonly TheirLine[]): boolean => lines.at(-1)?.text.startsWith('221 ') === true

/**
 * `… postfix/smtpd[77]: < localhost[127.0.0.1]: EHLO a`, and `>` for what it says. One process serves one connection
 * after the other; each begins with a greeting.
 */
function conversationsIn(log: string): readonly (readonly TheirLine[])[] {
  const open = new Map<string, TheirLine[]>()
  const all: (readonly TheirLine[])[] = []
  for (const line of log.split('\n')) {
    const [, process = '', arrow, text] = /smtpd\[(\d+)\]: ([<>]) \S+\[127\.0\.0\.1\]: (.*)$/.exec(line) ?? []
    if (text === undefined) continue
    if (text.startsWith('220 postfix.test ')) {
      open.set(process, [])
      all.push(open.get(process) ?? [])
    }
    open.get(process)?.push({ side: arrow === '<' ? 'client' : 'server', text })
  }
  return all
}

function mainConfiguration(folder: string, log: string, passwords: number): string {
  return `
compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
maillog_file_prefixes = ${folder}
maillog_file = ${log}
mail_owner = postfix
setgid_group = postdrop
myhostname = postfix.test
mydestination =
alias_maps =
local_recipient_maps =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
default_transport = discard:
smtpd_banner = $myhostname ESMTP
smtpd_peername_lookup = no
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_tls_cert_file = ${folder}/cert.pem
smtpd_tls_key_file = ${folder}/key.pem
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:${passwords}
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = check_recipient_access inline:{{ ${unknownRecipient} = 550 5.1.1 There is nobody of that name }}, permit_sasl_authenticated, reject
`
}

function masterConfiguration(port: number): string {
  return `
127.0.0.1:${port} inet n - n - - smtpd -v
cleanup    unix  n - n - 0   cleanup
qmgr       unix  n - n 300 1 qmgr
rewrite    unix  - - n - -   trivial-rewrite
bounce     unix  - - n - 0   bounce
defer      unix  - - n - 0   bounce
trace      unix  - - n - 0   bounce
error      unix  - - n - -   error
retry      unix  - - n - -   error
discard    unix  - - n - -   discard
proxymap   unix  - - n - -   proxymap
anvil      unix  - - n - 1   anvil
scache     unix  - - n - 1   scache
tlsmgr     unix  - - n 1000? 1 tlsmgr
postlog    unix-dgram n - n - 1 postlogd
`
}
