import { RxOffersError } from './rx-offers-error.js';

/** A day of raw logs was asked for by name, and the service does not list it. */
export class RawLogMissingError extends RxOffersError {
  override readonly name = 'RawLogMissingError';
  /** The day, `YYYYMMDD`. */
  readonly dirName: string;

  constructor(dirName: string) {
    super(`No raw logs are listed for ${dirName}; onMissing: 'skip' passes over days that are not there`);
    this.dirName = dirName;
  }
}
