import type { Fault } from '../faults/fault.js';
import type { StreamDelivery } from '../http/stream-delivery.js';
import type { Archive } from './archive.js';
import { flipByte } from './flip-byte.js';
import type { FilePart } from './file-part.js';

/** How a file is sent. */
export interface ReplyPlan {
  readonly archive: Archive;
  /** How long the file is said to be. */
  readonly size: number;
  /** The byte of the file before which sending ends. */
  readonly stop: (part: FilePart) => number;
  /** What happens there; at the end of the part a reply is complete. */
  readonly end: StreamDelivery['end'];
  readonly headers?: Readonly<Record<string, string>>;
  readonly pace?: NonNullable<StreamDelivery['pace']>;
  /** A byte of the file that is to be wrong. */
  readonly wrong?: number;
}

const half = ({ from, to }: FilePart): number => from + Math.floor((to - from) / 2);

const middle = ({ data: { start, end } }: Archive): number => start + Math.floor((end - start) / 2);

const broken = (plan: ReplyPlan, { kind, at }: Extract<Fault, { kind: 'reset' | 'stall' }>): ReplyPlan => ({
  ...plan,
  stop: at === 'headers' ? ({ from }) => from : half,
  end: kind,
});

const slow = (plan: ReplyPlan, { bytes = 64, every = 10 }: Extract<Fault, { kind: 'slow' }>): ReplyPlan => ({
  ...plan,
  pace: { bytes, every },
});

const garbled = (plan: ReplyPlan, fault: Extract<Fault, { kind: 'garbage' }>): ReplyPlan =>
  fault.as === 'truncated'
    ? { ...plan, size: Math.floor(plan.size / 2) }
    : { ...plan, headers: { 'content-encoding': 'gzip' } };

const spoiled = (plan: ReplyPlan, fault: Fault): ReplyPlan => {
  const { archive } = plan;
  switch (fault.kind) {
    case 'cut':
    case 'change':
      return fault.at === undefined ? plan : { ...plan, stop: () => fault.at ?? 0, end: 'close' };
    case 'stall-at':
      return { ...plan, stop: () => fault.at, end: 'stall' };
    case 'corrupt':
      return { ...plan, wrong: fault.at ?? middle(archive) };
    case 'crc':
      return { ...plan, archive: archive.withWrongCrc() };
    case 'truncate':
      return { ...plan, size: Math.min(fault.at, plan.size) };
    case 'reset':
    case 'stall':
      return broken(plan, fault);
    case 'garbage':
      return garbled(plan, fault);
    case 'slow':
      return slow(plan, fault);
    default:
      return plan;
  }
};

/** How a file is sent when a fault meets its download; whole and right without one. */
export const replyPlan = (archive: Archive, fault: Fault | undefined): ReplyPlan => {
  const plan: ReplyPlan = { archive, size: archive.size, stop: ({ to }) => to, end: 'finish' };
  return fault === undefined ? plan : spoiled(plan, fault);
};

/** Makes the bytes of a part, as planned. */
export const plannedStream = (plan: ReplyPlan, part: FilePart): Pick<StreamDelivery, 'stream' | 'end'> => {
  const { archive, wrong } = plan;
  const stop = Math.max(part.from, Math.min(part.to, plan.stop(part)));
  const stream: StreamDelivery['stream'] = (signal) => {
    const bytes = archive.read(part.from, stop, signal);
    return wrong === undefined ? bytes : flipByte(bytes, part.from, wrong);
  };
  return { stream, end: stop < part.to ? plan.end : 'finish' };
};
