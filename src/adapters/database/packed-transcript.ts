import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import type { RecordedLine } from '../../domain/transcript/statement.js'

/*
 * Brotli at its fastest: a conversation of 30 lines takes about 15 µs and a sixth of its room. JSON escapes what no text
 * encoding holds (bytes that are not UTF-8 stand in lines as lone surrogates).
 */
const fast = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 18 },
}

/** A transcript in little room. */
export function packedTranscript(lines: readonly RecordedLine[]): Uint8Array {
  return brotliCompressSync(JSON.stringify(lines), fast)
}

/** The lines that were packed. */
export function unpackedTranscript(packed: Uint8Array): readonly RecordedLine[] {
  return JSON.parse(brotliDecompressSync(packed).toString()) as RecordedLine[]
}
