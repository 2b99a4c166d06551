import { daysFrom, dayStart } from '../store/era.js';
import { integerFrom } from '../wire/checks.js';
import { dirIn, LOG_TYPES, type LogEntry, logNames, type RawLogType } from './log-entry.js';
import type { RawLogSettings } from './options.js';
import { byHour, type OwnRow, ownRows, type RawLogRow } from './own-rows.js';

/** Options of `rawLogs.add`. */
export interface NewRawLogFile {
  readonly startTime: Date;
  /** The number of rows, or the rows themselves, which then stay in this order. @default rowsPerFile of the sandbox */
  readonly rows?: number | readonly Partial<RawLogRow>[];
  /** The name of the file, `<dir>/<name>.zip`. @default the day in UTC, and a name like those of the service */
  readonly filename?: string;
}

/** The files of each type of raw log. */
export interface LogStore {
  /** The files of a type, oldest first. */
  entries(type: RawLogType): readonly LogEntry[];
  find(type: string, filename: string): LogEntry | undefined;
  /** Like `find`. @throws RangeError when there is no such file */
  get(type: RawLogType, filename: string): LogEntry;
  add(type: RawLogType, file: NewRawLogFile): string;
  remove(type: RawLogType, filename: string): void;
  /** Replaces the file by a new version, and returns that. */
  change(type: RawLogType, filename: string): LogEntry;
}

const HOUR = 3_600_000;

type Names = ReturnType<typeof logNames>;
type Entries = Map<string, LogEntry>;

const byTime = (a: LogEntry, b: LogEntry): number =>
  a.startTime.getTime() - b.startTime.getTime() || (a.filename < b.filename ? -1 : 1);

const generate = (type: RawLogType, settings: RawLogSettings, names: Names): Entries => {
  const { from, days, filesPerDay, rowsPerFile: rows } = settings;
  const own = settings.rows[type];
  if (own !== undefined) return ownEntries(type, own, names);
  const entries: Entries = new Map();
  for (const day of daysFrom(dayStart(from) ?? 0, days))
    for (let hour = 0; hour < filesPerDay; hour++) {
      const startTime = new Date(day + hour * HOUR);
      const filename = names(type, startTime.getTime());
      entries.set(filename, { type, filename, dirName: filename.slice(0, 8), startTime, rows, version: 0 });
    }
  return entries;
};

/** The files of rows that were given: one for each hour that has some. */
const ownEntries = (type: RawLogType, rows: readonly OwnRow[], names: Names): Entries => {
  const entries: Entries = new Map();
  for (const [hour, own] of byHour(rows)) {
    const filename = names(type, hour);
    const [dirName, startTime] = [filename.slice(0, 8), new Date(hour)];
    entries.set(filename, { ...{ type, filename, dirName, startTime, own }, rows: own.length, version: 0 });
  }
  return entries;
};

const newEntry = (type: RawLogType, file: NewRawLogFile, filename: string, rowsPerFile: number): LogEntry => {
  const { startTime } = file;
  const own = typeof file.rows === 'object' ? ownRows('rawLogs.add: rows', file.rows) : undefined;
  const rows = own?.length ?? file.rows ?? rowsPerFile;
  const dirName = dirIn(filename);
  if (dirName === undefined)
    throw new RangeError(`rawLogs.add: filename should be <YYYYMMDD>/<name>.zip, not '${filename}'`);
  integerFrom(0)('rawLogs.add: rows', rows);
  const entry = { type, filename, dirName, startTime: new Date(startTime), rows: Number(rows), version: 0 };
  return own === undefined ? entry : { ...entry, own };
};

/** Creates the list of files. The files of a type are created when that type is first used. */
export const createLogStore = (seed: number, settings: RawLogSettings): LogStore => {
  const names = logNames(seed);
  const entriesByType = new Map<RawLogType, Entries>();
  let added = 0;

  const of = (type: RawLogType): Entries => {
    if (!LOG_TYPES.includes(type))
      throw new RangeError(`rawLogs: type should be one of ${LOG_TYPES.join(', ')}, not '${String(type)}'`);
    const entries = entriesByType.get(type) ?? generate(type, settings, names);
    entriesByType.set(type, entries);
    return entries;
  };

  const get = (type: RawLogType, filename: string): LogEntry => {
    const entry = of(type).get(filename);
    if (entry === undefined)
      throw new RangeError(`rawLogs: filename should be the name of one of the ${type} files, not '${filename}'`);
    return entry;
  };

  const add = (type: RawLogType, file: NewRawLogFile): string => {
    const entries = of(type);
    const time = file.startTime.getTime();
    if (Number.isNaN(time)) throw new RangeError('rawLogs.add: startTime should be a valid date, not Invalid Date');
    const entry = newEntry(type, file, file.filename ?? names(type, time, ++added), settings.rowsPerFile);
    if (entries.has(entry.filename))
      throw new RangeError(`rawLogs.add: filename should be a new name, not that of the file '${entry.filename}'`);
    entries.set(entry.filename, entry);
    return entry.filename;
  };

  const change = (type: RawLogType, filename: string): LogEntry => {
    const entry = get(type, filename);
    const changed = { ...entry, version: entry.version + 1 };
    of(type).set(filename, changed);
    return changed;
  };

  return {
    entries: (type) => [...of(type).values()].sort(byTime),
    find: (type, filename) => LOG_TYPES.filter((known) => known === type).map((known) => of(known).get(filename))[0],
    get,
    add,
    remove: (type, filename) => void of(type).delete(get(type, filename).filename),
    change,
  };
};
