import type { SandboxRequest } from '../sandbox-request.js';
import type { DownloadFaultKind } from './download-fault.js';

/** How far a broken reply gets. At the `start` nothing was done yet; after that the call has been carried out. */
export type BreakPoint = 'start' | 'headers' | 'body';

/** Replies that are none. */
export type Garbage = 'html' | 'text' | 'truncated' | 'empty' | 'encoding';

/** What goes wrong with any request, or with calls of the API alone. */
export type CallFaultKind =
  /** The connection is reset. @default at: 'start' */
  | { readonly kind: 'reset'; readonly at?: BreakPoint }
  /** Nothing more comes until the client leaves or the sandbox closes. @default at: 'start' */
  | { readonly kind: 'stall'; readonly at?: BreakPoint }
  /** An HTTP status instead of an answer; the call is not carried out. `retryAfter` is in seconds. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfter?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /**
   * A body that cannot be read: a page of HTML, plain text, the reply cut in the middle, nothing, or the reply labelled
   * gzip without being it. `truncated` and `encoding` come after the call has been carried out.
   */
  | { readonly kind: 'garbage'; readonly as?: Garbage }
  /** The reply in pieces of `bytes` (default 64) each `every` ms (default 10). */
  | { readonly kind: 'slow'; readonly bytes?: number; readonly every?: number }
  /** The service says no with these words; the call is not carried out. Downloads pass it. */
  | { readonly kind: 'refuse'; readonly message: string }
  /** The service says that the limit is exceeded, whatever was used of it. Downloads pass it. */
  | { readonly kind: 'limit' };

/** What goes wrong. */
export type FaultKind = CallFaultKind | DownloadFaultKind;

/** One line of the script. */
export type Fault = FaultKind & {
  /** For how many requests. @default 1 */
  readonly times?: number;
  /** For which requests; the others pass. A download has the target `RawLog` and the method `download`. @default all */
  readonly when?: (request: SandboxRequest) => boolean;
};
