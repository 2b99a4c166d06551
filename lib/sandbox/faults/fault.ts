import type { SandboxRequest } from '../server/sandbox.js';

/**
 * What goes wrong with a download. Such a fault waits for one: calls of the API pass it. Positions are in bytes of the
 * file, from 0, also where a reply is a part of it; `sandbox.rawLogs.size()` tells how many there are.
 */
export type DownloadFaultKind =
  /** The connection closes before the byte `at`; what lies before it arrives. Headers come in any case. */
  | { readonly kind: 'cut'; readonly at: number }
  /** Nothing more comes from the byte `at` on, until the client leaves or the sandbox closes. */
  | { readonly kind: 'stall-at'; readonly at: number }
  /**
   * The file becomes another version of itself. Without `at` this reply is of the new one already; with it, this reply
   * is of the old one and its connection closes before that byte.
   */
  | { readonly kind: 'change'; readonly at?: number }
  /** One byte is wrong. @default at: in the middle of the data of the archive's entry */
  | { readonly kind: 'corrupt'; readonly at?: number }
  /** The archive says a wrong CRC-32 wherever it says one. */
  | { readonly kind: 'crc' }
  /** The file ends at the byte `at`, and the reply says so: nobody can tell who does not look into the archive. */
  | { readonly kind: 'truncate'; readonly at: number }
  /** A page of HTML that claims to be an archive. */
  | { readonly kind: 'not-a-zip' }
  /**
   * An error as the storage tells it, in XML.
   * @default status: 403, code: 'AccessDenied', message: 'Access Denied'
   */
  | { readonly kind: 's3'; readonly status?: number; readonly code?: string; readonly message?: string };

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

/** @throws RangeError for a position that no byte of a file has, or a status that HTTP does not know */
export const checkFault = (fault: Fault): void => {
  const { at } = fault as { readonly at?: unknown };
  if (typeof at === 'number' && !(Number.isSafeInteger(at) && at >= 0))
    throw new RangeError('at should be a whole number of bytes, 0 or more');
  const { status } = fault as { readonly status?: number };
  if (status !== undefined && !(Number.isInteger(status) && status >= 200 && status <= 599))
    throw new RangeError('status should be from 200 to 599');
};
