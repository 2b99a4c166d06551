import { isAuthorize, isDownload, type SandboxRequest } from '../http/request.js';
import { checkFault } from './check-fault.js';

/**
 * A fault of a download. It waits for a download; calls of the API pass it by. Positions are in bytes from the start of the
 * file, also when a reply is a part of it; `sandbox.rawLogs.size()` returns the length of the file.
 */
export type DownloadFaultKind =
  /** The connection closes before the byte `at`. The headers and the bytes before it arrive. */
  | { readonly kind: 'cut'; readonly at: number }
  /** Nothing comes from the byte `at` on, until the client leaves or the sandbox closes. */
  | { readonly kind: 'stall-at'; readonly at: number }
  /**
   * The file is replaced by another version. Without `at` this reply already has the new version. With `at` this reply has
   * the old one, and its connection closes before that byte.
   */
  | { readonly kind: 'change'; readonly at?: number }
  /** One byte is wrong. @default at: in the middle of the data of the archive's entry */
  | { readonly kind: 'corrupt'; readonly at?: number }
  /** The archive states a wrong CRC-32, in each place where it states one. */
  | { readonly kind: 'crc' }
  /** The file ends at the byte `at`, and `Content-Length` agrees: only the archive itself shows the loss. */
  | { readonly kind: 'truncate'; readonly at: number }
  /** A page of HTML labelled as an archive. */
  | { readonly kind: 'not-a-zip' }
  /**
   * An error of the storage, in XML.
   * @default status: 403, code: 'AccessDenied', message: 'Access Denied'
   */
  | { readonly kind: 's3'; readonly status?: number; readonly code?: string; readonly message?: string };

/** The point at which a reply breaks. At the `start` the call is not carried out; later it has been. */
export type BreakPoint = 'start' | 'headers' | 'body';

/** The kinds of bodies that are not a reply of the API. */
export type Garbage = 'html' | 'text' | 'truncated' | 'empty' | 'encoding';

/** A fault of any request, or of calls of the API only. */
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
   * A body that cannot be parsed: a page of HTML, plain text, half of the reply, nothing, or the uncompressed reply labelled
   * as gzip. With `truncated` and `encoding` the call is carried out. @default as: 'html'
   */
  | { readonly kind: 'garbage'; readonly as?: Garbage }
  /** The reply comes in chunks of `bytes` (64 by default), one every `every` ms (10 by default). */
  | { readonly kind: 'slow'; readonly bytes?: number; readonly every?: number }
  /** The service refuses with this message; the call is not carried out. Downloads pass it by. */
  | { readonly kind: 'refuse'; readonly message: string }
  /** The service reports that the rate limit is exceeded, whatever the usage. Downloads pass it by. */
  | { readonly kind: 'limit' };

/** A fault of any kind. */
export type FaultKind = CallFaultKind | DownloadFaultKind;

/** A fault in the script. */
export type Fault = FaultKind & {
  /** How many requests meet the fault. @default 1 */
  readonly times?: number;
  /** Which requests may meet it. A download has the target `RawLog` and the method `download`. @default all */
  readonly when?: (request: SandboxRequest) => boolean;
};

/** The faults to come, in order. Each request takes the first fault that applies to it. */
export interface FaultScript {
  /**
   * Adds a fault. With `times: Infinity` it stays until `clear()`.
   * @throws TypeError for a kind that does not exist, or a member that the kind does not have; RangeError for a number out of
   * range. Nothing is added then.
   */
  next(fault: Fault): void;
  /** Removes the faults that no request has met yet. */
  clear(): void;
  /** How many requests are still to meet a fault. */
  readonly pending: number;
}

interface Line {
  readonly fault: Fault;
  left: number;
}

/** Creates an empty script, and a function that takes the fault of a request from it. */
export const createFaultScript = () => {
  let lines: Line[] = [];

  const take = (request: SandboxRequest): Fault | undefined => {
    const line = lines.find(({ fault }) => applies(fault, request));
    if (line === undefined) return undefined;
    line.left -= 1;
    if (line.left <= 0) lines = lines.filter((other) => other !== line);
    return line.fault;
  };

  const script: FaultScript = {
    next: (fault) => {
      checkFault(fault);
      lines.push({ fault, left: fault.times ?? 1 });
    },
    clear: () => void (lines = []),
    get pending() {
      return lines.reduce((sum, { left }) => sum + left, 0);
    },
  };

  return { script, take };
};

const FOR_DOWNLOADS: ReadonlySet<FaultKind['kind']> = new Set<DownloadFaultKind['kind']>([
  ...(['cut', 'stall-at', 'change', 'corrupt', 'crc', 'truncate', 'not-a-zip', 's3'] as const),
]);

// Messages of the API, which neither the storage of the files nor the authorization server sends.
const FOR_CALLS: ReadonlySet<FaultKind['kind']> = new Set<FaultKind['kind']>(['refuse', 'limit']);

/** Whether a fault applies to a request: by its kind, then by its `when`. */
const applies = (fault: Fault, request: SandboxRequest): boolean => {
  if (FOR_CALLS.has(fault.kind) && (isDownload(request) || isAuthorize(request))) return false;
  if (FOR_DOWNLOADS.has(fault.kind) && !isDownload(request)) return false;
  return fault.when?.(request) ?? true;
};
