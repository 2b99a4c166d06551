import { earlyDelivery } from '../faults/delivery.js';
import type { Fault } from '../faults/fault.js';
import type { Delivery, StreamDelivery } from '../http/delivery.js';
import type { SandboxRequest } from '../server/sandbox.js';
import type { Archive, Archives } from './archives.js';
import { fileHeaders, type FilePart, filePart, identityOf } from './file-part.js';
import { downloadTarget, linkError, noSuchKey, s3Error, type SignedLinks } from './links.js';
import type { LogEntry } from './log-entry.js';
import type { LogStore } from './log-store.js';
import type { RawLogSettings } from './options.js';

/** The same bytes, which begin at `start`, save for the one at `at`. */
export async function* flipByte(
  chunks: AsyncIterable<Buffer>,
  start: number,
  at: number,
): AsyncGenerator<Buffer, void> {
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

/** What downloads are served from. */
export interface DownloadState {
  readonly seed: number;
  readonly settings: RawLogSettings;
  readonly store: LogStore;
  readonly archives: Archives;
  readonly links: SignedLinks;
  readonly now: () => number;
}

type Reply = Delivery | StreamDelivery;

const beyond = (size: number): Delivery => {
  const reply = s3Error(416, 'InvalidRange', 'The requested range is not satisfiable');
  return { ...reply, headers: { ...reply.headers, 'content-range': `bytes */${size}` } };
};

const sendFile = async (
  { headers: asked }: SandboxRequest,
  entry: LogEntry,
  fault: Fault | undefined,
  { seed, settings, archives }: DownloadState,
): Promise<Reply> => {
  const { ranges, bytesPerSecond } = settings;
  const plan = replyPlan(await archives.of(entry), fault);
  const identity = identityOf(entry, seed, settings);
  const { range, ...others } = asked;
  const part = filePart(ranges && range !== undefined ? asked : others, plan.size, identity);
  if (part === undefined) return beyond(plan.size);
  return {
    status: part.status,
    headers: { ...fileHeaders(identity, ranges), ...part.headers, ...plan.headers },
    length: part.to - part.from,
    ...plannedStream(plan, part),
    ...(plan.pace ? { pace: plan.pace } : {}),
    bytesPerSecond,
  };
};

/** The version that a reply is of. */
const versionFor = (fault: Fault | undefined, entry: LogEntry, store: LogStore): LogEntry => {
  if (fault?.kind !== 'change') return entry;
  const changed = store.change(entry.type, entry.filename);
  return fault.at === undefined ? changed : entry;
};

/** Makes the reply to a download, as the fault that meets it wants it. */
export const respondToDownload = async (
  request: SandboxRequest,
  fault: Fault | undefined,
  world: DownloadState,
): Promise<Reply> => {
  const early = fault && earlyDelivery(fault);
  if (early !== undefined) return early;
  const url = new URL(request.url, 'http://127.0.0.1');
  const now = world.now();
  const refusal = request.verb === 'GET' ? world.links.check(url, now) : 'forged';
  if (refusal !== undefined) return linkError(refusal, now);
  const { type, filename } = downloadTarget(url.pathname);
  const entry = world.store.find(type, filename);
  if (entry === undefined) return noSuchKey(`${type}/${filename}`);
  return sendFile(request, versionFor(fault, entry, world.store), fault, world);
};
