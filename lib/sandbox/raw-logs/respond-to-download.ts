import { earlyDelivery } from '../faults/early-delivery.js';
import type { Fault } from '../faults/fault.js';
import type { Delivery } from '../http/delivery.js';
import type { StreamDelivery } from '../http/stream-delivery.js';
import type { SandboxRequest } from '../sandbox-request.js';
import type { Archives } from './archives.js';
import { downloadTarget } from './download-target.js';
import { fileHeaders, identityOf } from './file-headers.js';
import { filePart } from './file-part.js';
import type { LogEntry } from './log-entry.js';
import type { LogStore } from './log-store.js';
import type { RawLogSettings } from './raw-log-options.js';
import { plannedStream, replyPlan } from './reply-plan.js';
import { linkError, noSuchKey, s3Error } from './s3-error.js';
import type { SignedLinks } from './signed-links.js';

/** What downloads are served from. */
export interface DownloadWorld {
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
  { seed, settings, archives }: DownloadWorld,
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
  world: DownloadWorld,
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
