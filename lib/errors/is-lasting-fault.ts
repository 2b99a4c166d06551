import { AuthenticationError } from './authentication-error.js';
import { ConnectionError } from './connection-error.js';
import { RxOffersError } from './rx-offers-error.js';

/** Whether the next poll would fail the same way: a bug, a refusal of who asks, a client that is closed. */
export const isLastingFault = (fault: unknown): boolean =>
  !(fault instanceof RxOffersError) ||
  fault instanceof AuthenticationError ||
  (fault instanceof ConnectionError && fault.code === 'CLOSED');
