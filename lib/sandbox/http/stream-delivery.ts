import type { Ending } from './finish.js';

/** A reply whose body is made as it is sent. */
export interface StreamDelivery {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What `Content-Length` says, whatever is sent of it. */
  readonly length: number;
  /** Makes what is sent before `end`; the signal aborts when the client leaves. */
  readonly stream: (signal: AbortSignal) => AsyncIterable<Buffer>;
  /** What happens then; `close` hangs up behind the last byte, which still arrives, `reset` may swallow some. */
  readonly end: Ending;
  /** Pieces of so many bytes, each so many ms apart. */
  readonly pace?: { readonly bytes: number; readonly every: number };
  /** @default Infinity */
  readonly bytesPerSecond?: number;
}
