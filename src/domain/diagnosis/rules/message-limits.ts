import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** How large a message may be, and for how many. */
export const messageLimitRules: readonly Rule[] = [
  {
    id: 'limit/recipients',
    cause: 'too-many-recipients',
    weight: 'exact',
    phase: 'recipient',
    says: phrases`
      too many recipients · too many rcpt · too many receipients · too many addresses · too many recipient ·
      recipients per message · number of recipients · maximum * recipients · max recipients · recipient limit ·
      recipients limit · exceeded * recipients · recipient count · recipients * exceed · recipients * limit ·
      limit * recipients · only one recipient · one recipient at a time · demasiados destinatarios ·
      trop de destinataires · zu viele empfanger · muitos destinatarios · multiple recipients ·
      more than * recipients · excess recipients · excessive number of recipients · too many envelope ·
      number of rcpts · number of rcpt · out of allow rcpt ·
      recipient list is too · recipient list too · at most * recipients ·
      too much {recipient/recipients/rcpt} ·
      only * recipients
    `,
    unless: phrases`
      this hour · per hour · per day · today · daily · hour · rate| · 24 · minute · allowed recipients list ·
      has sent to ·
      recipients mailbox · mailbox is full ·
      try again after
    `,
    source: 'RFC 5321 452 Too many recipients, Exchange 5.5.3, Gmail 5.5.3, Exim',
  },
  {
    id: 'limit/recipients-code',
    cause: 'too-many-recipients',
    weight: 'code',
    phase: 'recipient',
    codes: ['.5.3'],
    unless: ['hour', 'day'],
    source: 'RFC 3463 X.5.3',
  },
  {
    id: 'limit/size',
    cause: 'message-too-large',
    weight: 'exact',
    phase: 'acceptance',
    says: phrases`
      message size * {exceed/limit/too/larger/over} · message * too {large/big/long} · message * exceed* size ·
      message too {large/big} · mail too {large/big} · email too large · too large · too big · size exceeds ·
      exceeds size · is more than * bytes · exceeded * message size · exceeds * message size ·
      exceeds the maximum * size · exceeds maximum * size · exceeds * size · exceeding * size · maximum message size ·
      maximum * size · max message size · message length exceeds · message exceeds · message size · size limit ·
      message file too big · fixed limit · fixed maximum · attachment size · attachments * large · exceeds fixed ·
      content length · message length · body too · header size · header section too · headers too large ·
      tamano * {excede/maximo/mensaje} · taille * {depass/excess/maxim} · message trop · mensaje demasiado ·
      nachricht * {gross/uberschreitet} · mensagem * {grande/excede} · 邮件大小 · 超过大小 · ofr_420? · maximo * mb ·
      entity too large · over the size ·
      length of data · oversize ·
      larger than {permitted/allowed/the allowed/the permitted/we} · size is above · size above ·
      mailsize limit · mail size limit · exceeded mailsize
    `,
    unless: phrases`
      mailbox size · mailbox exceed · line too long · line length · mailbox would · mailbox is · quota ·
      mailbox has · 250-size · 250 size · mailbox * size · mailbox full · header too · command line · rate| ·
      per day · emails · packet · record · too many · response too · invalid content length · certificate ·
      attachment type · content-length · lines too long · taking too long
    `,
    notIn: ['auth', 'hello', 'greeting', 'tls'],
    source: 'RFC 1870 (552, X.3.4), Gmail, Postfix, Exchange, Sendmail, Exim',
  },
  {
    id: 'limit/size-declared',
    cause: 'message-too-large',
    weight: 'exact',
    phase: 'sender',
    says: phrases`
      message size exceeds fixed · message size exceeds * limit · message exceeds fixed · 5.3.4 message size ·
      5.2.3 message size · size=* exceeds
    `,
    phases: ['sender'],
    source: 'RFC 1870: a declared SIZE is refused at MAIL FROM',
  },
  {
    id: 'limit/size-known-before',
    cause: 'message-too-large',
    weight: 'tag',
    at: 'sender',
    kind: 'words',
    says: ['exceeds size limit * of server'],
    source:
      'Postfix smtp(8), which compares with the SIZE of the reply to EHLO before it says MAIL (RFC 1870 section 3)',
  },
  {
    id: 'limit/size-code',
    cause: 'message-too-large',
    weight: 'usual',
    phase: 'acceptance',
    codes: ['.3.4', '.2.3'],
    unless: ['quota', 'mailbox full', 'too many', 'credentials', 'password', 'line', 'free space'],
    notIn: ['auth'],
    source: 'RFC 3463 X.3.4 and X.2.3',
  },
]
