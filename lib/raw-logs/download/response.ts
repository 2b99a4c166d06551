import { HttpError } from '../../errors/network-errors.js';
import { mapError } from '../../transport/map-error.js';
import type { Redactor } from '../../transport/redactor.js';
import { parseRetryAfter } from '../../transport/retry.js';
import { linkAbort } from '../abort.js';
import { type DownloadOptions, Interruption } from './download-options.js';
import { checkLink, isRedirect, redactorOfUrls, redirectTarget } from './link-source.js';

/** The error document of a storage service such as S3. */
interface S3Error {
  /** E.g. `AccessDenied`, `ExpiredToken`, `SlowDown`. */
  readonly code: string;
  readonly message: string | undefined;
}

const parseTag = (xml: string, tag: string): string | undefined =>
  new RegExp(`<${tag}>\\s*([^<]{1,200})`).exec(xml)?.[1]?.trim();

/**
 * Parses the code and message of an S3 error document. Ignores everything else, since it may contain the signed request.
 * Returns `undefined` when `xml` is not an S3 error document.
 */
export const parseS3Error = (xml: string): S3Error | undefined => {
  if (!/<Error[\s>]/.test(xml)) return undefined;
  const code = parseTag(xml, 'Code');
  return code === undefined ? undefined : { code, message: parseTag(xml, 'Message') };
};

// Error codes from the documentation of AWS.
const EXPIRED: ReadonlySet<string> = new Set([
  'AccessDenied',
  'ExpiredToken',
  'InvalidToken',
  'RequestExpired',
  'TokenRefreshRequired',
]);

/** Whether a fresh link may help. Any 401 or 403 counts, since a proxy may have replaced the error document. */
const isLinkRefusal = (status: number, error: S3Error | undefined): boolean =>
  status === 401 || status === 403 || (error !== undefined && EXPIRED.has(error.code));

const TRANSIENT: ReadonlySet<string> = new Set(['InternalError', 'RequestTimeout', 'ServiceUnavailable', 'SlowDown']);

/** Whether the same request may succeed later. */
const isTransient = (status: number, error: S3Error | undefined): boolean =>
  status >= 500 || status === 429 || status === 408 || (error !== undefined && TRANSIENT.has(error.code));

/** The reason why a server does not send the file. */
interface Refusal {
  readonly error: HttpError;
  /** Whether a fresh link may help. */
  readonly needsLink: boolean;
  /** Whether the same request may succeed later. */
  readonly transient: boolean;
}

const EXCERPT_BYTES = 16 * 1024;

/** What is parsed of an excerpt: its end may be half a secret. */
const PARSED_LENGTH = 8 * 1024;

const readExcerpt = async (response: FileResponse): Promise<string> => {
  const parts: Buffer[] = [];
  let length = 0;
  while (length < EXCERPT_BYTES) {
    const chunk = await response.next();
    if (chunk === undefined) break;
    parts.push(chunk);
    length += chunk.length;
  }
  return Buffer.concat(parts).toString('utf8', 0, EXCERPT_BYTES);
};

const isDocument = (contentType: string | undefined): boolean => /\b(xml|html|json)\b/i.test(contentType ?? '');

/**
 * Decides by status and content type whether a response is a file; if so, resolves with `undefined`. Of an error document,
 * the error quotes only the code and the message, without the secrets of the link.
 */
const readRefusal = async (response: FileResponse, file: string): Promise<Refusal | undefined> => {
  const { status } = response;
  const ok = status === 200 || status === 206;
  if (status === 416 || (ok && !isDocument(response.header('content-type')))) return undefined;
  // Redacted before the message is shortened: a secret that was cut in half would not be found.
  const s3 = parseS3Error(response.redactor.text(await readExcerpt(response)).slice(0, PARSED_LENGTH));
  const excerpt = s3 && (s3.message === undefined ? s3.code : `${s3.code}: ${s3.message}`);
  const what = ok ? `a document (${response.header('content-type')}) instead of a file` : `HTTP ${status}`;
  const error = new HttpError(`Download of ${file}: ${what}${excerpt === undefined ? '' : `, ${excerpt}`}`, status, {
    retryAfter: parseRetryAfter(response.header('retry-after'), Date.now()),
    excerpt,
  });
  return {
    error: response.redactor.error(error),
    needsLink: isLinkRefusal(status, s3),
    transient: isTransient(status, s3),
  };
};

/** A response whose body is being read. Its owner must `close()` it, which is harmless after the body has ended. */
export interface FileResponse {
  readonly status: number;
  /** Hides the secrets of the URLs that led here. */
  readonly redactor: Redactor;
  /** The value of a response header; the first value if it was sent twice. */
  header(name: string): string | undefined;
  /** The next chunk of the body; `undefined` at its end. Rejects with an {@link Interruption} when the connection breaks. */
  next(): Promise<Buffer | undefined>;
  close(): void;
}

const NO_LIMITS = { connect: 0, headers: 0, body: 0 } as const;

/**
 * Sends a GET to the last of the URLs, to which the others led. Each response has its own abort controller, linked to `signal` only until it is closed, so a
 * signal that outlives many responses does not collect listeners.
 */
const openResponse = async (
  options: DownloadOptions,
  visited: readonly string[],
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<FileResponse> => {
  const linked = linkAbort(signal);
  const redactor = redactorOfUrls(visited, options.secrets?.() ?? []);
  const fail = (error: unknown): never => {
    if (signal.aborted) throw signal.reason;
    const name = `Download of ${options.file}`;
    throw new Interruption(mapError(error, name, options.timeout ?? NO_LIMITS, redactor.text));
  };
  try {
    const url = visited.at(-1) ?? '';
    const { status, headers: received, body } = await options.open({ url, headers, signal: linked.signal });
    // Closing a body before its end makes it emit an error, which no longer matters.
    body.on('error', () => undefined);
    linked.signal.addEventListener('abort', () => body.destroy(), { once: true });
    if (linked.signal.aborted) body.destroy();
    const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Buffer, unknown>;
    return {
      status,
      redactor,
      header: (name) => [received[name]].flat()[0],
      next: () =>
        chunks.next().then((step) => {
          signal.throwIfAborted();
          return step.done ? undefined : step.value;
        }, fail),
      close: () => linked.abort(),
    };
  } catch (error) {
    linked.unlink();
    return fail(error);
  }
};

/** Opens a URL, and those that it redirects to. `Range` and `If-Range` go to each of them. */
const openFollowing = async (
  options: DownloadOptions,
  link: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<FileResponse> => {
  const visited = [link];
  for (;;) {
    const response = await openResponse(options, visited, headers, signal);
    if (!isRedirect(response.status)) return response;
    response.close();
    visited.push(redirectTarget(options.file, response.status, response.header('location'), visited));
  }
};

/**
 * Requests the file and resolves with a response that is the file, or 416. Follows redirects, and replaces a refused link once. A transient
 * failure is an {@link Interruption}; any other is final.
 */
export const connect = async (
  options: DownloadOptions,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<FileResponse> => {
  for (let renewed = false; ; renewed = true) {
    const link = await options.link.get(signal);
    checkLink(link, options.file, options.httpsOnly ?? false);
    const response = await openFollowing(options, link, headers, signal);
    const refusal = await readRefusal(response, options.file).catch((error: unknown) => {
      response.close();
      throw error;
    });
    if (!refusal) return response;
    response.close();
    if (refusal.transient) throw new Interruption(refusal.error, refusal.error.retryAfter);
    if (!refusal.needsLink || renewed) throw refusal.error;
    options.link.renew(link);
    options.onEvent?.({ type: 'link renewed', file: options.file });
  }
};
