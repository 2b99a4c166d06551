import { whole, type Delivery } from '../http/delivery.js';
import type { BreakPoint, Fault, Garbage } from './fault.js';

/** The ways to answer that a fault may need. */
export interface Answers {
  /** Carries the call out. */
  readonly real: () => Promise<Delivery>;
  readonly refusal: (message: string) => Promise<Delivery>;
  readonly limit: () => Promise<Delivery>;
}

const HTML = '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>';

const NOTHING: Delivery = { ...whole(200, {}, Buffer.alloc(0)), sends: 'nothing' };

const broken = async (end: 'reset' | 'stall', at: BreakPoint, { real }: Answers): Promise<Delivery> => {
  if (at === 'start') return { ...NOTHING, end };
  return { ...(await real()), sends: at === 'headers' ? 'headers' : 'half', end };
};

/** Half of the JSON, as a reply of that length: no reader can tell before it parses. */
const truncated = (reply: Delivery): Delivery => ({
  ...reply,
  body: reply.body.subarray(0, Math.floor(reply.body.length / 2)),
});

const garbage = async (as: Garbage, { real }: Answers): Promise<Delivery> => {
  switch (as) {
    case 'html':
      return whole(200, { 'content-type': 'text/html' }, Buffer.from(HTML));
    case 'text':
      return whole(200, { 'content-type': 'text/plain' }, Buffer.from('Service temporarily unavailable'));
    case 'empty':
      return whole(200, { 'content-type': 'application/json' }, Buffer.alloc(0));
    case 'truncated':
      return truncated(await real());
    case 'encoding': {
      const reply = await real();
      return { ...reply, headers: { ...reply.headers, 'content-encoding': 'gzip' } };
    }
  }
};

const httpStatus = ({ status, retryAfter, headers, body = '' }: Extract<Fault, { kind: 'status' }>): Delivery =>
  whole(
    status,
    { ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }), ...headers },
    Buffer.from(body),
  );

/** Whether a fault needs the reply uncompressed: half of an archive, or a lie about one, is another fault. */
export const wantsPlainReply = (fault: Fault): boolean =>
  fault.kind === 'garbage' && (fault.as === 'truncated' || fault.as === 'encoding');

/** What a request gets when a fault meets it. */
export const faultDelivery = async (fault: Fault, answers: Answers): Promise<Delivery> => {
  switch (fault.kind) {
    case 'reset':
    case 'stall':
      return broken(fault.kind, fault.at ?? 'start', answers);
    case 'status':
      return httpStatus(fault);
    case 'garbage':
      return garbage(fault.as ?? 'html', answers);
    case 'slow':
      return { ...(await answers.real()), pace: { bytes: fault.bytes ?? 64, every: fault.every ?? 10 } };
    case 'refuse':
      return answers.refusal(fault.message);
    case 'limit':
      return answers.limit();
  }
};
