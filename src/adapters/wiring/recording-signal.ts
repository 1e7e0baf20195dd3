/**
 * SIGUSR2, which switches the recording: off when it is on, on when it is off. Windows has no such signal.
 *
 * Without a listener the signal ends the program. So it is listened for from the first moment to the last: what is
 * asked before anything can be switched is done then, and what is asked at the very end does nothing.
 */
export class RecordingSignal {
  #asked = 0
  #act: () => void = () => {
    this.#asked += 1
  }

  constructor() {
    if (process.platform !== 'win32') process.on('SIGUSR2', () => this.#act())
  }

  /** Calls this for each signal from now on, and for those before. */
  begin(act: () => void): void {
    this.#act = act
    for (; this.#asked > 0; this.#asked -= 1) act()
  }

  end(): void {
    this.#act = () => undefined
  }
}
