import { RxOffersError } from './rx-offers-error.js';

/**
 * What arrived is no reply of this API: HTML, cut JSON, too deep, too large, no envelope.
 * Not an {@link HttpError}: HTTP went well, the data is wrong.
 */
export class ProtocolError extends RxOffersError {
  override readonly name = 'ProtocolError';
  /** The first characters of what arrived, redacted. */
  readonly excerpt: string | undefined;

  constructor(message: string, options: ErrorOptions & { excerpt?: string | undefined } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.excerpt = options.excerpt;
  }
}
