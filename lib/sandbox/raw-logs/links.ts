import { createHmac } from 'node:crypto';
import { type Delivery, whole } from '../http/deliver.js';
import { DOWNLOADS_PATH } from '../http/request.js';

/** The file that a path names. */
interface DownloadTarget {
  readonly type: string;
  readonly filename: string;
}

/** The path of a file. */
export const downloadPath = ({ type, filename }: DownloadTarget): string => `${DOWNLOADS_PATH}${type}/${filename}`;

/** Parses the path of a download. Such a file may not exist. */
export const downloadTarget = (pathname: string): DownloadTarget => {
  const [type = '', ...rest] = pathname.slice(DOWNLOADS_PATH.length).split('/');
  return { type, filename: rest.join('/') };
};

/** The reason why a link is refused. */
type LinkRefusal = 'unsigned' | 'forged' | { readonly expiredAt: number };

/** Signs and checks links. */
export interface SignedLinks {
  /** The path and query of a link that is valid from `now` until its lifetime ends. */
  sign(path: string, now: number): string;
  /** The reason to refuse a link; `undefined` for a valid one. */
  check(url: URL, now: number): LinkRefusal | undefined;
}

const stamp = (instant: number): string => new Date(instant).toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '');

const SIGNATURE = 'X-Amz-Signature';

/** Amazon's dates have a resolution of a second, too coarse for short lifetimes in tests. */
const DEADLINE = 'deadline';

/** Signs links like those of S3, as far as a client can see. The key comes from the seed, so links are reproducible. */
export const createSignedLinks = (seed: number, lifetime: number): SignedLinks => {
  const signatureOf = (path: string, params: URLSearchParams): string =>
    createHmac('sha256', `sandbox ${seed}`).update(`GET\n${path}\n${params.toString()}`).digest('hex');

  const sign = (path: string, now: number): string => {
    const params = new URLSearchParams({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': `SANDBOX/${stamp(now).slice(0, 8)}/us-east-1/s3/aws4_request`,
      'X-Amz-Date': stamp(now),
      'X-Amz-Expires': String(Math.ceil(lifetime / 1000)),
      'X-Amz-SignedHeaders': 'host',
      [DEADLINE]: String(now + lifetime),
    });
    return `${path}?${params.toString()}&${SIGNATURE}=${signatureOf(path, params)}`;
  };

  const check = ({ pathname, searchParams }: URL, now: number): LinkRefusal | undefined => {
    const params = new URLSearchParams(searchParams);
    const signature = params.get(SIGNATURE);
    if (signature === null) return 'unsigned';
    params.delete(SIGNATURE);
    if (signature !== signatureOf(pathname, params)) return 'forged';
    const expiredAt = Number(params.get(DEADLINE));
    return now < expiredAt ? undefined : { expiredAt };
  };

  return { sign, check };
};

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** An error reply in the XML of S3. `details` are further elements. */
export const s3Error = (
  status: number,
  code: string,
  message: string,
  details: Readonly<Record<string, string>> = {},
): Delivery => {
  const elements = Object.entries({ Code: code, Message: message, ...details, RequestId: '4442587FB7D0A2F9' });
  const xml = elements.map(([name, text]) => `<${name}>${escapeXml(text)}</${name}>`).join('');
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${xml}</Error>`;
  return whole(status, { 'content-type': 'application/xml' }, Buffer.from(body));
};

const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your key and signing method.';

const seconds = (instant: number): string => new Date(instant).toISOString().replace(/\.\d+/, '');

/** The reply to a refused link. */
export const linkError = (refusal: LinkRefusal, now: number): Delivery => {
  if (refusal === 'unsigned') return s3Error(403, 'AccessDenied', 'Access Denied');
  if (refusal === 'forged') return s3Error(403, 'SignatureDoesNotMatch', MISMATCH);
  const details = { Expires: seconds(refusal.expiredAt), ServerTime: seconds(now) };
  return s3Error(403, 'AccessDenied', 'Request has expired', details);
};

/** The reply for a file that does not exist, or was removed. */
export const noSuchKey = (key: string): Delivery =>
  s3Error(404, 'NoSuchKey', 'The specified key does not exist.', { Key: key });
