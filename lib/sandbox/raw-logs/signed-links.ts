import { createHmac } from 'node:crypto';

/** Why a link does not open its file. */
export type LinkRefusal = 'unsigned' | 'forged' | { readonly expiredAt: number };

/** Signs links and checks them. */
export interface SignedLinks {
  /** Path and query of a link to a file that is good from `now` on for its life. */
  sign(path: string, now: number): string;
  /** Why a request may not see the file; `undefined` when it may. */
  check(url: URL, now: number): LinkRefusal | undefined;
}

const stamp = (instant: number): string => new Date(instant).toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '');

const SIGNATURE = 'X-Amz-Signature';
/** Amazon's own dates are in seconds, too coarse for a short life in a test. */
const DEADLINE = 'deadline';

/** Links like those of S3, in the parts that a client can see; the key comes from the seed, so that links do too. */
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
