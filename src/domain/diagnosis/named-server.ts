/** The server that folded words say was asked for. */
export function hostNamedIn(words: string): string | undefined {
  return host.exec(words)?.[1]
}

/** The port of SMTP that folded words name beside a host or as a setting. */
export function portNamedIn(words: string): number | undefined {
  const found = port.exec(words)?.[1]
  return found === undefined ? undefined : Number(found)
}

const host =
  /(?:opening to|connecting to|connection to|connected to|connect to|refused by|host(?:name)?[:=]|server[:=]|trying|using smarthost|cn=)\s?\(?(?:ssl:\/\/|tls:\/\/|tcp:\/\/|smtps?:\/\/)?((?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,12})/

const port =
  /(?:port[ :=]{1,3}|\.(?!(?:java|php|py|rb|js|mjs|ts|go|cs|rs|cpp|kt|scala|exs?|p[lm]|lua|swift):)[a-z]{2,12}:|, ?|\.[a-z]{2,12} )(465|587|25|2525)\b/
