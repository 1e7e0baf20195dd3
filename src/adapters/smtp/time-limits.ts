/** How long each step may take, in milliseconds. */
export interface TimeLimits {
  readonly resolveMs: number
  /** Over all addresses of the host. */
  readonly connectMs: number
  /** At most so long for one address while others are left to try. */
  readonly addressMs: number
  /** One TLS handshake, implicit or after STARTTLS. */
  readonly handshakeMs: number
  readonly greetingMs: number
  /** A command's whole reply, and also all of a message up to its final dot. */
  readonly replyMs: number
  /** RFC 5321 4.5.3.2.6: a server may well think that long, and giving up earlier sends mail twice. */
  readonly afterDotMs: number
  /** Everything from QUIT to the closed connection; also a RSET nobody waits for. */
  readonly quitMs: number
  /** How long a server that said goodbye may take to close, before we do: what it still says is heard until then. */
  readonly partingMs: number
}

/** @param scale multiplies each limit; no limit falls below a millisecond. */
export function timeLimits(scale: number): TimeLimits {
  const seconds = (count: number) => Math.max(1, Math.round(count * 1_000 * scale))
  return {
    resolveMs: seconds(10),
    connectMs: seconds(30),
    addressMs: seconds(5),
    handshakeMs: seconds(30),
    greetingMs: seconds(60),
    replyMs: seconds(60),
    afterDotMs: seconds(600),
    quitMs: seconds(5),
    partingMs: seconds(0.2),
  }
}
