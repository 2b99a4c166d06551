import { HttpError, ProtocolError } from '../../errors/network-errors.js';
import { mapError } from '../../transport/map-error.js';
import { parseRetryAfter } from '../../transport/retry.js';
import { linkAbort } from '../abort.js';
import { type DownloadOptions, Interruption } from './download-options.js';

const HIDDEN = '[redacted]';

/** Makes a text free of the secrets of a signed link: its query, and each value of it that is long enough to be one. */
export const redactLink = (text: string, link: string): string => {
  if (!URL.canParse(link)) return link === '' ? text : text.replaceAll(link, HIDDEN);
  const { search, searchParams, username, password } = new URL(link);
  const values = [...searchParams.values(), username, password].filter((value) => value.length >= 8);
  return [search, ...values, ...values.map(encodeURIComponent)]
    .filter((secret) => secret.length > 1)
    .sort((a, b) => b.length - a.length)
    .reduce((clean, secret) => clean.replaceAll(secret, HIDDEN), text);
};

/** What a storage service says in its error body. */
export interface S3Error {
  /** E.g. `AccessDenied`, `ExpiredToken`, `SlowDown`. */
  readonly code: string;
  readonly message: string | undefined;
}

const text = (xml: string, tag: string): string | undefined =>
  new RegExp(`<${tag}>\\s*([^<]{1,200})`).exec(xml)?.[1]?.trim();

/**
 * Reads code and message of an S3 error document, and nothing else of it: it may carry the signed request.
 * `undefined` when `xml` is no such document.
 */
export const parseS3Error = (xml: string): S3Error | undefined => {
  if (!/<Error[\s>]/.test(xml)) return undefined;
  const code = text(xml, 'Code');
  return code === undefined ? undefined : { code, message: text(xml, 'Message') };
};

const EXPIRED: ReadonlySet<string> = new Set([
  'AccessDenied',
  'ExpiredToken',
  'InvalidToken',
  'RequestExpired',
  'TokenRefreshRequired',
]);

/** Whether a fresh link may help. Any 401 or 403 counts: a proxy may have eaten the words. */
export const isLinkRefusal = (status: number, error: S3Error | undefined): boolean =>
  status === 401 || status === 403 || (error !== undefined && EXPIRED.has(error.code));

const PASSING: ReadonlySet<string> = new Set(['InternalError', 'RequestTimeout', 'ServiceUnavailable', 'SlowDown']);

/** Whether the same request may do better later. */
export const isPassing = (status: number, error: S3Error | undefined): boolean =>
  status >= 500 || status === 429 || status === 408 || (error !== undefined && PASSING.has(error.code));

/** Why a server sends no file. */
export interface Refusal {
  readonly error: HttpError;
  /** A fresh link may help. */
  readonly link: boolean;
  /** The same again later may help. */
  readonly passing: boolean;
}

const EXCERPT = 16 * 1024;

const readStart = async (attempt: DownloadResponse): Promise<string> => {
  const parts: Buffer[] = [];
  let length = 0;
  while (length < EXCERPT) {
    const chunk = await attempt.next();
    if (chunk === undefined) break;
    parts.push(chunk);
    length += chunk.length;
  }
  return Buffer.concat(parts).toString('utf8', 0, EXCERPT);
};

const isDocument = (contentType: string | undefined): boolean => /\b(xml|html|json)\b/i.test(contentType ?? '');

/**
 * Looks at status and kind of content before anyone takes the bytes for a file. `undefined` means: a file comes.
 * Of an error document only code and message are told, with the link's secrets taken out.
 */
export const readRefusal = async (
  attempt: DownloadResponse,
  file: string,
  link: string,
): Promise<Refusal | undefined> => {
  const { status } = attempt;
  const sends = status === 200 || status === 206;
  if (status === 416 || (sends && !isDocument(attempt.header('content-type')))) return undefined;
  // Before the message is cut to its length: a part of a secret is not found any more.
  const s3 = parseS3Error(redactLink(await readStart(attempt), link));
  const said = s3 && (s3.message === undefined ? s3.code : `${s3.code}: ${s3.message}`);
  const what = sends ? `a document (${attempt.header('content-type')}) instead of a file` : `HTTP ${status}`;
  const error = new HttpError(`Download of ${file}: ${what}${said === undefined ? '' : `, ${said}`}`, status, {
    retryAfter: parseRetryAfter(attempt.header('retry-after'), Date.now()),
    excerpt: said,
  });
  return { error, link: isLinkRefusal(status, s3), passing: isPassing(status, s3) };
};

/** One GET under way. Whoever has it must `close()` it, which is harmless when it ended by itself. */
export interface DownloadResponse {
  readonly status: number;
  /** A response header; the first where it came twice. */
  header(name: string): string | undefined;
  /** The next piece of the body, `undefined` at its end. A break of the connection is an {@link Interruption}. */
  next(): Promise<Buffer | undefined>;
  close(): void;
}

const NO_LIMITS = { connect: 0, headers: 0, body: 0, total: 0 } as const;

/**
 * Opens the link. Each attempt has an abort of its own, linked to `signal` only while it runs: a signal that outlives
 * many attempts collects no listeners.
 */
export const openResponse = async (
  options: DownloadOptions,
  link: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<DownloadResponse> => {
  const own = linkAbort(signal);
  const fail = (error: unknown): never => {
    if (signal.aborted) throw signal.reason;
    const redact = (text: string): string => redactLink(text, link);
    throw new Interruption(mapError(error, `Download of ${options.file}`, options.timeout ?? NO_LIMITS, redact));
  };
  try {
    const { status, headers: received, body } = await options.open({ url: link, headers, signal: own.signal });
    // Closing a body that still flows makes it emit an error, which is of no interest any more.
    body.on('error', () => undefined);
    own.signal.addEventListener('abort', () => body.destroy(), { once: true });
    if (own.signal.aborted) body.destroy();
    const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Buffer, unknown>;
    return {
      status,
      header: (name) => [received[name]].flat()[0],
      next: () =>
        chunks.next().then((step) => {
          signal.throwIfAborted();
          return step.done ? undefined : step.value;
        }, fail),
      close: () => own.abort(),
    };
  } catch (error) {
    own.unlink();
    return fail(error);
  }
};

const checkLink = (link: string, file: string): void => {
  if (!URL.canParse(link) || !/^https?:$/.test(new URL(link).protocol))
    throw new ProtocolError(`The download link of ${file} is no http(s) URL`);
};

/**
 * Opens the link with a response that is a file, or 416. A refused link is replaced once; a failure that may pass is an
 * {@link Interruption}, any other is final.
 */
export const connect = async (
  options: DownloadOptions,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<DownloadResponse> => {
  for (let renewed = false; ; renewed = true) {
    const link = await options.link.get(signal);
    checkLink(link, options.file);
    const attempt = await openResponse(options, link, headers, signal);
    const refusal = await readRefusal(attempt, options.file, link).catch((error: unknown) => {
      attempt.close();
      throw error;
    });
    if (!refusal) return attempt;
    attempt.close();
    if (refusal.passing) throw new Interruption(refusal.error, refusal.error.retryAfter);
    if (!refusal.link || renewed) throw refusal.error;
    options.link.renew(link);
    options.onEvent?.({ type: 'link renewed', file: options.file });
  }
};
