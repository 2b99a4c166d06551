import { HttpError } from '../../errors/http-error.js';
import { parseRetryAfter } from '../../transport/retry-timing.js';
import type { Attempt } from './attempt.js';
import { redactLink } from './redact-link.js';
import { isLinkRefusal, isPassing, readS3Error } from './s3-error.js';

/** Why a server sends no file. */
export interface Refusal {
  readonly error: HttpError;
  /** A fresh link may help. */
  readonly link: boolean;
  /** The same again later may help. */
  readonly passing: boolean;
}

const EXCERPT = 16 * 1024;

const readStart = async (attempt: Attempt): Promise<string> => {
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
export const readRefusal = async (attempt: Attempt, file: string, link: string): Promise<Refusal | undefined> => {
  const { status } = attempt;
  const sends = status === 200 || status === 206;
  if (status === 416 || (sends && !isDocument(attempt.header('content-type')))) return undefined;
  // Before the message is cut to its length: a part of a secret is not found any more.
  const s3 = readS3Error(redactLink(await readStart(attempt), link));
  const said = s3 && (s3.message === undefined ? s3.code : `${s3.code}: ${s3.message}`);
  const what = sends ? `a document (${attempt.header('content-type')}) instead of a file` : `HTTP ${status}`;
  const error = new HttpError(`Download of ${file}: ${what}${said === undefined ? '' : `, ${said}`}`, status, {
    retryAfter: parseRetryAfter(attempt.header('retry-after'), Date.now()),
    excerpt: said,
  });
  return { error, link: isLinkRefusal(status, s3), passing: isPassing(status, s3) };
};
