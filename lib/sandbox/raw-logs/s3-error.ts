import { whole, type Delivery } from '../http/delivery.js';
import type { LinkRefusal } from './signed-links.js';

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** An error as S3 tells it: XML. `details` are further elements of it. */
export const s3Error = (
  status: number,
  code: string,
  message: string,
  details: Readonly<Record<string, string>> = {},
): Delivery => {
  const elements = Object.entries({ Code: code, Message: message, ...details, RequestId: '4442587FB7D0A2F9' });
  const xml = elements.map(([name, text]) => `<${name}>${escape(text)}</${name}>`).join('');
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${xml}</Error>`;
  return whole(status, { 'content-type': 'application/xml' }, Buffer.from(body));
};

const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your key and signing method.';

const seconds = (instant: number): string => new Date(instant).toISOString().replace(/\.\d+/, '');

/** The reply to a link that does not open its file. */
export const linkError = (refusal: LinkRefusal, now: number): Delivery => {
  if (refusal === 'unsigned') return s3Error(403, 'AccessDenied', 'Access Denied');
  if (refusal === 'forged') return s3Error(403, 'SignatureDoesNotMatch', MISMATCH);
  const details = { Expires: seconds(refusal.expiredAt), ServerTime: seconds(now) };
  return s3Error(403, 'AccessDenied', 'Request has expired', details);
};

/** The reply for a file that is not there, or no longer. */
export const noSuchKey = (key: string): Delivery =>
  s3Error(404, 'NoSuchKey', 'The specified key does not exist.', { Key: key });
