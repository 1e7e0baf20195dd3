const leads = ['error', 'error:', 'error #', 'error code', 'error code:', 'errno', 'errno:', 'errno =', 'winerror']
const furtherLeads = ['code', 'code:', 'number', 'number:', '#', '(']

/**
 * The phrases for an error number of Windows sockets (Winsock, such as 10060) as programs print it: alone it may as well
 * be a part of a path or of an id.
 */
export function ofWindows(number: number): readonly string[] {
  const led = [...leads, ...furtherLeads].map((lead) => `${lead} ${number}`)
  return [
    ...led,
    `=${number}`,
    `: ${number}`,
    `#${number}`,
    `(${number}`,
    `[${number}`,
    `${number}:`,
    `${number})`,
    `${number}]`,
    `${number},`,
  ]
}
