import { RxOffersError } from './rx-offers-error.js';

/** The network failed: DNS, refusal, reset, TLS. */
export class ConnectionError extends RxOffersError {
  override readonly name = 'ConnectionError';
  /** The system's or the TLS layer's code, e.g. `ECONNREFUSED`, `ENOTFOUND`, `SELF_SIGNED_CERT_IN_CHAIN`. */
  readonly code: string | undefined;
  /** True when the request surely did not reach the server, so that even a write may be repeated. */
  readonly unsent: boolean;

  constructor(message: string, details: { code?: string | undefined; unsent: boolean; cause?: unknown }) {
    super(message, { cause: details.cause });
    this.code = details.code;
    this.unsent = details.unsent;
  }
}
