import { earlyDelivery } from '../faults/delivery.js';
import type { Fault } from '../faults/script.js';
import type { Delivery, StreamDelivery } from '../http/deliver.js';
import type { SandboxRequest } from '../http/request.js';
import type { Archive, Archives } from './archives.js';
import { fileHeaders, type FilePart, filePart, identityOf } from './file-part.js';
import { downloadTarget, linkError, noSuchKey, s3Error, type SignedLinks } from './links.js';
import type { LogEntry } from './log-entry.js';
import type { LogStore } from './log-store.js';
import type { RawLogSettings } from './options.js';

/** Damages one byte, that at the position `at` of the file; the chunks begin at the position `start`. */
async function* flipByte(chunks: AsyncIterable<Buffer>, start: number, at: number): AsyncGenerator<Buffer, void> {
  let position = start;
  for await (const chunk of chunks) {
    const index = at - position;
    position += chunk.length;
    if (index < 0 || index >= chunk.length) yield chunk;
    else {
      const damaged = Buffer.from(chunk);
      damaged[index] = (chunk[index] ?? 0) ^ 0x01;
      yield damaged;
    }
  }
}

/** How a file is sent, right or damaged by a fault. */
interface ReplyPlan {
  readonly archive: Archive;
  /** The length that the headers state. */
  readonly size: number;
  /** The position in the file before which sending stops. */
  readonly stop: (part: FilePart) => number;
  /** What happens at `stop`. A reply that reaches the end of its part is complete. */
  readonly end: StreamDelivery['end'];
  readonly headers?: Readonly<Record<string, string>>;
  readonly pace?: NonNullable<StreamDelivery['pace']>;
  /** The position of a damaged byte. */
  readonly damagedAt?: number;
}

const half = ({ from, to }: FilePart): number => from + Math.floor((to - from) / 2);

const middle = ({ data: { start, end } }: Archive): number => start + Math.floor((end - start) / 2);

const withBreak = (plan: ReplyPlan, { kind, at }: Extract<Fault, { kind: 'reset' | 'stall' }>): ReplyPlan => ({
  ...plan,
  stop: at === 'headers' ? ({ from }) => from : half,
  end: kind,
});

const withCut = (plan: ReplyPlan, at: number | undefined): ReplyPlan =>
  at === undefined ? plan : { ...plan, stop: () => at, end: 'close' };

const withPace = (plan: ReplyPlan, { bytes = 64, every = 10 }: Extract<Fault, { kind: 'slow' }>): ReplyPlan => ({
  ...plan,
  pace: { bytes, every },
});

const withGarbage = (plan: ReplyPlan, fault: Extract<Fault, { kind: 'garbage' }>): ReplyPlan =>
  fault.as === 'truncated'
    ? { ...plan, size: Math.floor(plan.size / 2) }
    : { ...plan, headers: { 'content-encoding': 'gzip' } };

const withFault = (plan: ReplyPlan, fault: Fault): ReplyPlan => {
  const { archive } = plan;
  switch (fault.kind) {
    case 'cut':
    case 'change':
      return withCut(plan, fault.at);
    case 'stall-at':
      return { ...plan, stop: () => fault.at, end: 'stall' };
    case 'corrupt':
      return { ...plan, damagedAt: fault.at ?? middle(archive) };
    case 'crc':
      return { ...plan, archive: archive.withWrongCrc() };
    case 'truncate':
      return { ...plan, size: Math.min(fault.at, plan.size) };
    case 'reset':
    case 'stall':
      return withBreak(plan, fault);
    case 'garbage':
      return withGarbage(plan, fault);
    case 'slow':
      return withPace(plan, fault);
    default:
      return plan;
  }
};

/** Plans the reply to a download: whole and undamaged unless a fault applies to it. */
const replyPlan = (archive: Archive, fault: Fault | undefined): ReplyPlan => {
  const plan: ReplyPlan = { archive, size: archive.size, stop: ({ to }) => to, end: 'finish' };
  return fault === undefined ? plan : withFault(plan, fault);
};

/** The bytes of a part, as planned. */
const plannedStream = (plan: ReplyPlan, part: FilePart): Pick<StreamDelivery, 'stream' | 'end'> => {
  const { archive, damagedAt } = plan;
  const stop = Math.max(part.from, Math.min(part.to, plan.stop(part)));
  const stream: StreamDelivery['stream'] = (signal) => {
    const bytes = archive.read(part.from, stop, signal);
    return damagedAt === undefined ? bytes : flipByte(bytes, part.from, damagedAt);
  };
  return { stream, end: stop < part.to ? plan.end : 'finish' };
};

/** Everything that downloads are served from. */
interface DownloadContext {
  readonly seed: number;
  readonly settings: RawLogSettings;
  readonly store: LogStore;
  readonly archives: Archives;
  readonly links: SignedLinks;
  readonly now: () => number;
}

type Reply = Delivery | StreamDelivery;

const rangeError = (size: number): Delivery => {
  const reply = s3Error(416, 'InvalidRange', 'The requested range is not satisfiable');
  return { ...reply, headers: { ...reply.headers, 'content-range': `bytes */${size}` } };
};

const sendFile = async (
  request: SandboxRequest,
  entry: LogEntry,
  fault: Fault | undefined,
  { seed, settings, archives }: DownloadContext,
): Promise<Reply> => {
  const { ranges, bytesPerSecond } = settings;
  const plan = replyPlan(await archives.of(entry), fault);
  const identity = identityOf(entry, seed, settings);
  const { range, ...others } = request.headers;
  const part = filePart(ranges && range !== undefined ? request.headers : others, plan.size, identity);
  if (part === undefined) return rangeError(plan.size);
  return {
    status: part.status,
    headers: { ...fileHeaders(identity, ranges), ...part.headers, ...plan.headers },
    length: part.to - part.from,
    ...plannedStream(plan, part),
    ...(plan.pace ? { pace: plan.pace } : {}),
    bytesPerSecond,
  };
};

/** The version of the file that a reply contains. */
const versionFor = (fault: Fault | undefined, entry: LogEntry, store: LogStore): LogEntry => {
  if (fault?.kind !== 'change') return entry;
  const changed = store.change(entry.type, entry.filename);
  return fault.at === undefined ? changed : entry;
};

/** Creates the reply to a download, with the fault that applies to it. */
export const respondToDownload = async (
  request: SandboxRequest,
  fault: Fault | undefined,
  context: DownloadContext,
): Promise<Reply> => {
  const early = fault && earlyDelivery(fault);
  if (early !== undefined) return early;
  const url = new URL(request.url, 'http://127.0.0.1');
  const now = context.now();
  const refusal = request.verb === 'GET' ? context.links.check(url, now) : 'forged';
  if (refusal !== undefined) return linkError(refusal, now);
  const { type, filename } = downloadTarget(url.pathname);
  const entry = context.store.find(type, filename);
  if (entry === undefined) return noSuchKey(`${type}/${filename}`);
  return sendFile(request, versionFor(fault, entry, context.store), fault, context);
};
