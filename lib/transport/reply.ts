import type { Decoded } from '../protocol/decoded.js';

/** A successful reply: what the envelope held, and what the reference client drops. */
export interface Reply {
  readonly data: Decoded;
  /** `X-Request-Id`, which TUNE's support asks for. */
  readonly requestId: string | undefined;
}
