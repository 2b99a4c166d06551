import { whole, type Delivery } from '../http/delivery.js';
import { s3Error } from '../raw-logs/s3-error.js';
import type { Fault, FaultKind, Garbage } from './fault.js';

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

const refusal = ({ status = 403, code = 'AccessDenied', message = 'Access Denied' }: Extract<Fault, { kind: 's3' }>) =>
  s3Error(status, code, message);

/** What a request gets without being looked at; `undefined` for faults that need the real reply. */
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
      return refusal(fault);
    default:
      return undefined;
  }
};
