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
export const readS3Error = (xml: string): S3Error | undefined => {
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
