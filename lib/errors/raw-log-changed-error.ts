import { RxOffersError } from './rx-offers-error.js';

/** A raw log became another file while it was being downloaded: going on would mix two files. */
export class RawLogChangedError extends RxOffersError {
  override readonly name = 'RawLogChangedError';
  readonly file: string;
  readonly expected: string;
  readonly actual: string;

  constructor(file: string, expected: string, actual: string) {
    super(`${file} changed during the download: expected ${expected}, got ${actual}`);
    this.file = file;
    this.expected = expected;
    this.actual = actual;
  }
}
