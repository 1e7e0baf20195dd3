/** Something outside the program keeps it from starting; `message` is one line for the operator, saying what to do. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused'
}
