/**
 * Which of two media types a client wants (RFC 9110 12.5.1): the one it gives the greater weight, or names first where
 * both weigh the same; `usual` when it names neither.
 */
export function acceptedType<Type extends string>(accept: string | undefined, usual: Type, other: Type): Type {
  if (accept === undefined) return usual
  const ranges = accept.slice(0, maxHeaderCharacters).split(',').map(rangeOf)
  const [forUsual, forOther] = [wishFor(usual, ranges), wishFor(other, ranges)]
  if (forUsual.weight !== forOther.weight) return forUsual.weight > forOther.weight ? usual : other
  return forOther.at < forUsual.at ? other : usual
}

/** Nobody names more types than fit in here; the rest of a longer header is not read. */
const maxHeaderCharacters = 2_000

interface Range {
  readonly type: string
  readonly weight: number
  readonly at: number
}

function rangeOf(text: string, at: number): Range {
  const [type = '', ...parameters] = text.split(';')
  const weight = parameters
    .map((parameter) => /^\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*$/i.exec(parameter)?.[1])
    .find(Boolean)
  return { type: type.trim().toLowerCase(), weight: weight === undefined ? 1 : Math.min(1, Number(weight)), at }
}

/** The range that says most about a type is the one that counts. */
function wishFor(type: string, ranges: readonly Range[]): Pick<Range, 'weight' | 'at'> {
  const exact = ranges.find((range) => range.type === type)
  if (exact !== undefined) return exact
  const kind = `${type.split('/', 1)[0] ?? ''}/*`
  const wide = ranges.find((range) => range.type === kind) ?? ranges.find((range) => range.type === '*/*')
  return { weight: wide?.weight ?? 0, at: Number.POSITIVE_INFINITY }
}
