import type { Fault } from '../faults/script.js';
import type { Delivery, StreamDelivery } from '../http/deliver.js';
import type { SandboxRequest } from '../http/request.js';
import { createLogCounts, type LogCounts } from '../reports/log-counts.js';
import type { Counts } from '../store/entity.js';
import type { Era } from '../store/era.js';
import { type Archives, createArchives } from './archives.js';
import { createSignedLinks, downloadPath } from './links.js';
import type { LogEntry, RawLogType } from './log-entry.js';
import { createLogStore, type LogStore, type NewRawLogFile } from './log-store.js';
import { type RawLogOptions, rawLogSettings } from './options.js';
import { respondToDownload } from './respond-to-download.js';
import { rowFacts } from './row-facts.js';

/** A raw log file in the list of the sandbox. */
export interface RawLogFile {
  /** `20160909/clicks-1473411600-SlY9UO.zip` */
  readonly filename: string;
  /** `20160909` */
  readonly dirName: string;
  /** The start of the hour that the file covers. */
  readonly startTime: Date;
  /** The number of rows. */
  readonly rows: number;
}

/** The raw logs of a sandbox, to inspect and to change. Every method throws a `RangeError` for a file that does not exist. */
export interface RawLogs {
  /** The files of a type, oldest first. */
  files(type: RawLogType): readonly RawLogFile[];
  /** Adds a file, such as the next hour or one that arrives late, and returns its name. */
  add(type: RawLogType, file: NewRawLogFile): string;
  /** Removes a file. Links to it are then answered with 404. */
  remove(type: RawLogType, filename: string): void;
  /** Replaces a file by a new version with other rows and another ETag. Downloads in progress finish with the old one. */
  change(type: RawLogType, filename: string): void;
  /**
   * The length of the archive, in bytes. The first call creates the file once to measure it, as the first download would
   * do before its first byte. Rejects when the sandbox closes.
   */
  size(type: RawLogType, filename: string): Promise<number>;
  /** The undamaged CSV, created while it is read. */
  csv(type: RawLogType, filename: string): AsyncIterable<Buffer>;
  /**
   * An array of the rows that a reader of the undamaged file should see. Each call creates all of them; a file with millions
   * of rows is better read as `csv()`.
   */
  rows(type: RawLogType, filename: string): readonly Readonly<Record<string, string>>[];
}

/** Everything that the raw logs depend on. */
interface RawLogBasis {
  readonly seed: number;
  readonly counts: Counts;
  readonly options: RawLogOptions | undefined;
  /** The days that have files unless the options say otherwise. */
  readonly era: Era;
  readonly now: () => number;
  /** The origin of the links. A function, since the server starts to listen later. */
  readonly origin: () => string;
}

/** The raw logs as the handlers of the API see them. */
export interface LogIndex {
  readonly entries: LogStore['entries'];
  readonly find: LogStore['find'];
  /** A new link to a file, valid from now on. */
  readonly link: (entry: LogEntry) => string;
  /** The rows of a file, counted by dimensions. */
  readonly counts: LogCounts;
}

/** The raw logs of a sandbox: for its handlers, for its user, and for its server. */
export interface RawLogRoom {
  readonly index: LogIndex;
  readonly shown: RawLogs;
  readonly respond: (request: SandboxRequest, fault: Fault | undefined) => Promise<Delivery | StreamDelivery>;
  /** Stops every archive that is being created. */
  readonly close: () => void;
}

const publicRawLogs = (store: LogStore, archives: Archives): RawLogs => ({
  files: (type) =>
    store
      .entries(type)
      .map(({ filename, dirName, startTime, rows }) => ({ filename, dirName, startTime: new Date(startTime), rows })),
  add: store.add,
  remove: store.remove,
  change: (type, filename) => void store.change(type, filename),
  size: async (type, filename) => (await archives.of(store.get(type, filename))).size,
  csv: (type, filename) => archives.csv(store.get(type, filename)),
  rows: (type, filename) => [...archives.text(store.get(type, filename)).rows()],
});

/** Creates the raw logs of a sandbox. A file is created only when it is read. @throws RangeError for invalid options */
export const createRawLogs = ({ seed, counts, options, era, now, origin }: RawLogBasis): RawLogRoom => {
  const settings = rawLogSettings(options, era);
  const closing = new AbortController();
  const store = createLogStore(seed, settings);
  const basis = { seed, counts, quirks: settings.quirks };
  const archives = createArchives(settings, basis, closing.signal);
  const links = createSignedLinks(seed, settings.linkLifetime);
  const context = { seed, settings, store, archives, links, now };
  return {
    index: {
      entries: store.entries,
      find: store.find,
      link: (entry) => `${origin()}${links.sign(downloadPath(entry), now())}`,
      counts: createLogCounts((entry, texts) => rowFacts(entry, { ...basis, texts })),
    },
    shown: publicRawLogs(store, archives),
    respond: (request, fault) => respondToDownload(request, fault, context),
    close: () => closing.abort(),
  };
};
