import type { Call } from '../call.js';

/** A call before it is known who asks. */
export interface AskedCall extends Omit<Call, 'viewer'> {
  /** The header of that name. */
  readonly authorization: string | undefined;
}
