import type { Delivery } from '../http/delivery.js';
import { earlyDelivery } from './early-delivery.js';
import type { Fault } from './fault.js';

/** The ways to answer that a fault may need. */
export interface Answers {
  /** Carries the call out. */
  readonly real: () => Promise<Delivery>;
  readonly refusal: (message: string) => Promise<Delivery>;
  readonly limit: () => Promise<Delivery>;
}

/** Half of the JSON, as a reply of that length: no reader can tell before it parses. */
const truncated = (reply: Delivery): Delivery => ({
  ...reply,
  body: reply.body.subarray(0, Math.floor(reply.body.length / 2)),
});

const mislabelled = (reply: Delivery): Delivery => ({
  ...reply,
  headers: { ...reply.headers, 'content-encoding': 'gzip' },
});

/** Whether a fault needs the reply uncompressed: half of an archive, or a lie about one, is another fault. */
export const wantsPlainReply = (fault: Fault): boolean =>
  fault.kind === 'garbage' && (fault.as === 'truncated' || fault.as === 'encoding');

/** What a call of the API gets when a fault meets it. */
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
      // A fault of downloads never meets a call.
      return real();
  }
};
