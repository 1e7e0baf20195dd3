import type { Cause, Phase } from '../cause.js'

/** A family of short codes by which one provider marks its refusals: more exact than the sentence around them. */
export interface TagFamily {
  readonly name: string
  /** Finds the code of a tag, its first group, in folded words. */
  readonly pattern: RegExp
  readonly causes: Readonly<Record<string, Cause>>
  /** Where a tag strikes that one step alone can bring about. */
  readonly phases?: Readonly<Record<string, Phase>>
  readonly source: string
}

export const tagFamilies: readonly TagFamily[] = [
  {
    name: 'orange',
    pattern: /\b(?:ofr|lpn|ouk)[0-9a-z]{0,3}_(\d{3})\b/,
    causes: {
      101: 'client-ip-blocked',
      102: 'client-ip-blocked',
      103: 'client-ip-blocked',
      104: 'too-many-connections',
      108: 'client-ip-blocked',
      109: 'client-ip-blocked',
      305: 'credentials-rejected',
      401: 'authentication-policy',
      402: 'authentication-required',
      403: 'sender-domain-invalid',
      405: 'sender-domain-invalid',
      415: 'sender-domain-invalid',
      416: 'recipient-unknown',
      417: 'recipient-mailbox-full',
      418: 'recipient-unknown',
      420: 'recipient-disabled',
      421: 'sender-not-authorised',
      426: 'recipient-disabled',
      505: 'server-temporary-failure',
      506: 'content-rejected-spam',
      510: 'client-ip-blocked',
      513: 'content-rejected-spam',
      514: 'message-too-large',
      517: 'authentication-policy',
      999: 'client-ip-blocked',
    },
    source: 'Orange, Wanadoo and La Poste postmaster pages: the number after OFR_ and LPN_',
  },
  {
    name: 'spectrum',
    pattern: /\baup#(?:[a-z]{1,5}-?)?(\d{4})\b/,
    causes: {
      1000: 'client-ip-blocked',
      1010: 'account-suspended',
      1020: 'account-suspended',
      1080: 'account-suspended',
      1090: 'server-temporary-failure',
      1100: 'client-host-rejected',
      1150: 'client-host-rejected',
      1160: 'authentication-policy',
      1190: 'authentication-policy',
      1200: 'client-ip-blocked',
      1210: 'client-ip-blocked',
      1220: 'client-ip-blocked',
      1250: 'client-ip-blocked',
      1300: 'too-many-connections',
      1310: 'too-many-connections',
      1340: 'too-many-connections',
      1350: 'rate-limited',
      1380: 'rate-limited',
      1420: 'rate-limited',
      1450: 'rate-limited',
      1490: 'rate-limited',
      1500: 'sender-not-authorised',
      1520: 'sender-not-authorised',
      1530: 'message-too-large',
      1540: 'rate-limited',
      1550: 'too-many-recipients',
      1580: 'rate-limited',
    },
    source: 'Spectrum and Charter: understanding email error codes',
  },
  {
    name: 'cox',
    pattern: /\baup#(cx[a-z]{2,4}|cdrbl|ipbl|urlbl)/,
    causes: {
      cxbl: 'client-ip-blocked',
      cdrbl: 'client-ip-blocked',
      ipbl: 'client-ip-blocked',
      urlbl: 'content-rejected-spam',
      cxdns: 'client-host-rejected',
      cxsndr: 'authentication-policy',
      cxcnct: 'too-many-connections',
      cxmxrt: 'rate-limited',
      cxthrt: 'account-suspended',
      cxmj: 'account-suspended',
    },
    source: 'Cox postmaster page: the code after AUP#',
  },
  {
    name: 'godaddy',
    pattern: /\bib(\d{3})\b/,
    causes: {
      '007': 'too-many-connections',
      101: 'server-temporary-failure',
      103: 'client-ip-blocked',
      104: 'client-ip-blocked',
      105: 'client-ip-blocked',
      106: 'client-ip-blocked',
      108: 'client-host-rejected',
      110: 'client-ip-blocked',
      111: 'client-ip-blocked',
      112: 'client-ip-blocked',
      113: 'client-ip-blocked',
      212: 'content-rejected-spam',
      401: 'auth-mechanism-unsupported',
      501: 'sender-domain-invalid',
      502: 'sender-domain-invalid',
      504: 'rate-limited',
      506: 'sender-domain-invalid',
      508: 'authentication-policy',
      510: 'rate-limited',
      605: 'too-many-recipients',
      607: 'rate-limited',
      705: 'content-rejected-policy',
    },
    phases: Object.fromEntries(
      ['007', '101', '103', '104', '105', '106', '108', '110', '111', '112', '113'].map((code) => [code, 'greeting']),
    ),
    source: 'GoDaddy help: fix rejected email with a bounce error',
  },
  {
    name: 'facebook',
    pattern: /\b((?:con|dns|int|msg|pol|rcp)-[pt]\d)\b/,
    causes: {
      'pol-p1': 'client-ip-blocked',
      'pol-p2': 'client-ip-blocked',
      'pol-p3': 'client-ip-blocked',
      'pol-p4': 'client-ip-blocked',
      'pol-t1': 'client-ip-blocked',
      'pol-t2': 'client-ip-blocked',
      'pol-t3': 'client-ip-blocked',
      'pol-p5': 'content-rejected-policy',
      'pol-p6': 'content-rejected-spam',
      'pol-p7': 'authentication-policy',
      'msg-p1': 'message-too-large',
      'int-p2': 'message-too-large',
      'msg-p2': 'content-rejected-policy',
      'msg-p3': 'content-rejected-policy',
      'msg-t1': 'too-many-recipients',
      'con-t1': 'too-many-connections',
      'con-t2': 'too-many-connections',
      'con-t3': 'too-many-connections',
      'con-t4': 'too-many-recipients',
      'dns-p1': 'sender-domain-invalid',
      'dns-p2': 'sender-domain-invalid',
      'dns-t1': 'sender-domain-invalid',
      'dns-p3': 'client-host-rejected',
      'dns-t2': 'client-host-rejected',
      'rcp-p1': 'recipient-unknown',
      'int-p1': 'recipient-unknown',
      'int-p3': 'recipient-unknown',
      'int-p4': 'recipient-unknown',
      'rcp-p2': 'recipient-refused-policy',
      'rcp-p3': 'recipient-refused-policy',
      'rcp-t4': 'recipient-disabled',
      'rcp-t1': 'server-temporary-failure',
    },
    source: 'Facebook postmaster response codes',
  },
  {
    name: 'netease',
    pattern: /\b((?:hl|mi|rp|dt|wm|re|ml|sc):[a-z]{3})\b/,
    causes: {
      'hl:rep': 'client-ip-blocked',
      'hl:icc': 'too-many-connections',
      'hl:ifc': 'rate-limited',
      'hl:mep': 'client-ip-blocked',
      'hl:ifh': 'client-ip-blocked',
      'hl:itc': 'too-many-connections',
      'mi:dmc': 'rate-limited',
      'mi:sfq': 'rate-limited',
      'mi:stc': 'rate-limited',
      'mi:nhd': 'sender-domain-invalid',
      'mi:nrd': 'sender-domain-invalid',
      'mi:dma': 'authentication-policy',
      'mi:spf': 'authentication-policy',
      'mi:spb': 'client-ip-blocked',
      'mi:imf': 'sender-domain-invalid',
      'rp:drc': 'too-many-recipients',
      'rp:trc': 'rate-limited',
      'rp:qrc': 'rate-limited',
      'dt:rbl': 'client-ip-blocked',
      'dt:spm': 'content-rejected-spam',
      'dt:sum': 'sender-not-authorised',
      'wm:bli': 'client-ip-blocked',
      'wm:blu': 'client-ip-blocked',
      'ml:sum': 'sender-not-authorised',
    },
    source: 'NetEase (163, 126, yeah.net) help: list of bounce codes',
  },
  {
    name: 'gmail-link',
    pattern: /[?&]p=([a-z]{4,40})\b/,
    causes: {
      badcredentials: 'credentials-rejected',
      invalidsecondfactor: 'app-password-required',
      webloginrequired: 'app-password-required',
      wantautherror: 'authentication-required',
      nosuchuser: 'recipient-unknown',
      disableduser: 'recipient-disabled',
      overquotatemp: 'recipient-mailbox-full',
      receivingrate: 'rate-limited',
      receivingrateperm: 'rate-limited',
      unsolicitedmessageerror: 'content-rejected-spam',
      unsolicitediperror: 'client-ip-blocked',
      unsolicitedratelimiterror: 'client-ip-blocked',
      unauthenticatederror: 'authentication-policy',
      unauthenticatedemail: 'authentication-policy',
      ipv6autherror: 'authentication-policy',
      maxsizeerror: 'message-too-large',
      blockedmessage: 'content-rejected-policy',
      rfcmessagenoncompliant: 'content-rejected-policy',
      mailrelaydenied: 'relay-denied',
      relaydenied: 'relay-denied',
      notauthorizederror: 'client-ip-blocked',
      helo: 'client-host-rejected',
    },
    phases: { helo: 'hello' },
    source: 'Gmail: the last part of the help link in a reply',
  },
]

/** A tag that was found, and what it means. */
export interface Tag {
  readonly family: TagFamily
  readonly cause: Cause
  readonly phase: Phase | undefined
}

/** The tags that stand in folded words, each with what it means. */
export function tagsIn(words: string): readonly Tag[] {
  if (!anyTag.test(words)) return []
  return tagFamilies.flatMap((family) => {
    const code = family.pattern.exec(words)?.[1]
    const cause = code === undefined ? undefined : entry(family.causes, code)
    if (code === undefined || cause === undefined) return []
    return [{ family, cause, phase: entry(family.phases, code) }]
  })
}

const anyTag = new RegExp(tagFamilies.map(({ pattern }) => pattern.source).join('|'))

function entry<Value>(entries: Readonly<Record<string, Value>> | undefined, code: string): Value | undefined {
  return entries !== undefined && Object.hasOwn(entries, code) ? entries[code] : undefined
}
