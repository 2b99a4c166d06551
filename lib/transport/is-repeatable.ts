import { ConnectionError } from '../errors/connection-error.js';
import { HttpError } from '../errors/http-error.js';
import { RateLimitError } from '../errors/rate-limit-error.js';
import { TimeoutError } from '../errors/timeout-error.js';

const TLS = /CERT|SELF_SIGNED|SSL|TLS|UNABLE_TO_/;

/** Whether the request surely did not reach the service, or was refused before it was carried out. */
const isUndone = (error: unknown): boolean =>
  error instanceof RateLimitError ||
  (error instanceof ConnectionError && error.unsent) ||
  (error instanceof TimeoutError && error.phase === 'connect');

const isPassing = (error: unknown): boolean =>
  error instanceof ConnectionError ||
  (error instanceof TimeoutError && error.phase !== 'total') ||
  // 429 is of the authorize endpoint: that of the API is a RateLimitError.
  (error instanceof HttpError && (error.status >= 500 || error.status === 429));

/**
 * Whether a failed call may be sent again: a read after any passing failure, a write only when it surely was not carried
 * out, since this API has no idempotency key. A certificate does not become trusted by asking again.
 */
export const isRepeatable = (error: unknown, kind: 'read' | 'write'): boolean => {
  if (error instanceof ConnectionError && TLS.test(error.code ?? '')) return false;
  return isUndone(error) || (kind === 'read' && isPassing(error));
};
