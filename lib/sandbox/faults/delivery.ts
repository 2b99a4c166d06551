import { type Delivery, whole } from '../http/deliver.js';
import { s3Error } from '../raw-logs/links.js';
import type { Fault, FaultKind, Garbage } from './script.js';

/** The replies that a fault may build on. */
export interface Answers {
  /** Carries the call out. */
  readonly real: () => Promise<Delivery>;
  readonly refusal: (message: string) => Promise<Delivery>;
  readonly limit: () => Promise<Delivery>;
}

/** The reply to a call of the API that meets a fault. */
export const faultDelivery = async (fault: Fault, { real, refusal, limit }: Answers): Promise<Delivery> => {
  const early = earlyDelivery(fault);
  if (early !== undefined) return early;
  switch (fault.kind) {
    case 'reset':
    case 'stall':
      return { ...(await real()), sends: fault.at === 'headers' ? 'headers' : 'half', end: fault.kind };
    case 'garbage':
      return fault.as === 'truncated' ? truncated(await real()) : mislabelled(await real());
    case 'slow':
      return { ...(await real()), pace: { bytes: fault.bytes ?? 64, every: fault.every ?? 10 } };
    case 'refuse':
      return refusal(fault.message);
    case 'limit':
      return limit();
    default:
      // Unreachable: a fault of downloads never meets a call.
      return real();
  }
};

/** Whether a fault needs the reply uncompressed: half of a gzip stream, or a true gzip label, would be another fault. */
export const wantsPlainReply = (fault: Fault): boolean =>
  fault.kind === 'garbage' && (fault.as === 'truncated' || fault.as === 'encoding');

/** The reply of a fault that does not depend on the request; `undefined` when the fault changes the real reply. */
export const earlyDelivery = (fault: Fault): Delivery | undefined => {
  switch (fault.kind) {
    case 'reset':
    case 'stall':
      return (fault.at ?? 'start') === 'start' ? { ...NOTHING, end: fault.kind } : undefined;
    case 'status':
      return httpStatus(fault);
    case 'garbage':
      return garbage(fault.as ?? 'html');
    case 'not-a-zip':
      return whole(200, { 'content-type': 'application/zip' }, Buffer.from(HTML));
    case 's3':
      return storageError(fault);
    default:
      return undefined;
  }
};

const HTML = '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>';

const NOTHING: Delivery = { ...whole(200, {}, Buffer.alloc(0)), sends: 'nothing' };

const httpStatus = ({ status, retryAfter, headers, body = '' }: Extract<FaultKind, { kind: 'status' }>): Delivery =>
  whole(
    status,
    { ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }), ...headers },
    Buffer.from(body),
  );

const garbage = (as: Garbage): Delivery | undefined => {
  switch (as) {
    case 'html':
      return whole(200, { 'content-type': 'text/html' }, Buffer.from(HTML));
    case 'text':
      return whole(200, { 'content-type': 'text/plain' }, Buffer.from('Service temporarily unavailable'));
    case 'empty':
      return whole(200, { 'content-type': 'application/json' }, Buffer.alloc(0));
    case 'truncated':
    case 'encoding':
      return undefined;
  }
};

const storageError = ({ status = 403, code = 'AccessDenied', message = 'Access Denied' }: StorageFault): Delivery =>
  s3Error(status, code, message);

type StorageFault = Extract<FaultKind, { kind: 's3' }>;

/** Half of the JSON with a `Content-Length` to match: HTTP looks sound, only a parser sees the loss. */
const truncated = (reply: Delivery): Delivery => ({
  ...reply,
  body: reply.body.subarray(0, Math.floor(reply.body.length / 2)),
});

const mislabelled = (reply: Delivery): Delivery => ({
  ...reply,
  headers: { ...reply.headers, 'content-encoding': 'gzip' },
});
