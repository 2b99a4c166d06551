import type { Counts } from '../store/entity.js';
import { createLogCounts, type LogCounts } from '../reports/log-counts.js';
import { rowFacts } from './row-facts.js';
import type { Fault } from '../faults/fault.js';
import type { Delivery } from '../http/delivery.js';
import type { StreamDelivery } from '../http/delivery.js';
import type { SandboxRequest } from '../server/sandbox.js';
import { createArchives, type Archives } from './archives.js';
import { downloadPath } from './links.js';
import type { LogEntry } from './log-entry.js';
import { createLogStore, type LogStore } from './log-store.js';
import { rawLogSettings, type RawLogOptions } from './options.js';
import type { RawLogs } from './raw-logs.js';
import { respondToDownload } from './respond-to-download.js';
import { createSignedLinks } from './links.js';

/** What raw logs are made from. */
export interface RawLogBasis {
  readonly seed: number;
  readonly counts: Counts;
  readonly options: RawLogOptions | undefined;
  readonly now: () => number;
  /** Where links lead to; asked for with each of them, since the server listens later. */
  readonly origin: () => string;
}

/** What the API tells of raw logs. */
export interface LogIndex {
  readonly entries: LogStore['entries'];
  readonly find: LogStore['find'];
  /** A link to a file that is good from now on. */
  readonly link: (entry: LogEntry) => string;
  /** The rows of a file, counted by some dimensions. */
  readonly counts: LogCounts;
}

/** The raw logs of a sandbox, as its parts see them. */
export interface RawLogRoom {
  readonly index: LogIndex;
  readonly shown: RawLogs;
  readonly respond: (request: SandboxRequest, fault: Fault | undefined) => Promise<Delivery | StreamDelivery>;
  /** Ends what is being made. */
  readonly close: () => void;
}

const show = (store: LogStore, archives: Archives): RawLogs => ({
  files: (type) =>
    store
      .entries(type)
      .map(({ filename, dirName, startTime, rows }) => ({ filename, dirName, startTime: new Date(startTime), rows })),
  add: store.add,
  remove: store.remove,
  change: (type, filename) => void store.change(type, filename),
  size: async (type, filename) => (await archives.of(store.get(type, filename))).size,
  csv: (type, filename) => archives.csv(store.get(type, filename)),
  rows: (type, filename) => archives.text(store.get(type, filename)).rows(),
});

/** Creates the raw logs of a sandbox. No file is made before somebody reads it. @throws RangeError for wrong options */
export const createRawLogs = ({ seed, counts, options, now, origin }: RawLogBasis): RawLogRoom => {
  const settings = rawLogSettings(options);
  const closing = new AbortController();
  const store = createLogStore(seed, settings);
  const basis = { seed, counts, quirks: settings.quirks };
  const archives = createArchives(settings, basis, closing.signal);
  const links = createSignedLinks(seed, settings.linkLifetime);
  const world = { seed, settings, store, archives, links, now };
  return {
    index: {
      entries: store.entries,
      find: store.find,
      link: (entry) => `${origin()}${links.sign(downloadPath(entry), now())}`,
      counts: createLogCounts((entry, texts) => rowFacts(entry, { ...basis, texts })),
    },
    shown: show(store, archives),
    respond: (request, fault) => respondToDownload(request, fault, world),
    close: () => closing.abort(),
  };
};
