import { RxOffersError } from './rx-offers-error.js';

/** The server answered with a status that carries no reply of the API (4xx, 5xx). */
export class HttpError extends RxOffersError {
  override readonly name = 'HttpError';
  readonly status: number;
  /** How long the server asked to wait, ms, where it sent `Retry-After`. */
  readonly retryAfter: number | undefined;
  /** The first characters of the body, redacted. */
  readonly excerpt: string | undefined;

  constructor(
    message: string,
    status: number,
    details: { retryAfter?: number | undefined; excerpt?: string | undefined } = {},
  ) {
    super(message);
    this.status = status;
    this.retryAfter = details.retryAfter;
    this.excerpt = details.excerpt;
  }
}
