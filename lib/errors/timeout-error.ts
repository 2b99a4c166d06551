import { RxOffersError } from './rx-offers-error.js';

/** The phase of a request that took too long; `total` is the whole call, retries included. */
export type TimeoutPhase = 'connect' | 'headers' | 'body' | 'total';

/** A phase of a request ran into its limit. */
export class TimeoutError extends RxOffersError {
  override readonly name = 'TimeoutError';
  readonly phase: TimeoutPhase;
  /** The limit that was hit, ms. */
  readonly limit: number;

  constructor(message: string, phase: TimeoutPhase, limit: number, options?: ErrorOptions) {
    super(message, options);
    this.phase = phase;
    this.limit = limit;
  }
}
