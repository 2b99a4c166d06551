import { dayStart, daysFrom } from './log-entry.js';
import type { LogEntry } from './log-entry.js';
import { dirIn, logNames } from './log-entry.js';
import { LOG_TYPES, type RawLogType } from './options.js';
import type { NewRawLogFile } from './raw-logs.js';
import type { RawLogSettings } from './options.js';

/** Which files there are. */
export interface LogStore {
  /** The files of a kind, oldest first. */
  entries(type: RawLogType): readonly LogEntry[];
  find(type: string, filename: string): LogEntry | undefined;
  /** Like `find`. @throws RangeError when there is no such file */
  get(type: RawLogType, filename: string): LogEntry;
  add(type: RawLogType, file: NewRawLogFile): string;
  remove(type: RawLogType, filename: string): void;
  /** Makes the file another version of itself, and gives that. */
  change(type: RawLogType, filename: string): LogEntry;
}

const HOUR = 3_600_000;

type Names = ReturnType<typeof logNames>;
type Entries = Map<string, LogEntry>;

const byTime = (a: LogEntry, b: LogEntry): number =>
  a.startTime.getTime() - b.startTime.getTime() || (a.filename < b.filename ? -1 : 1);

const generate = (type: RawLogType, settings: RawLogSettings, names: Names): Entries => {
  const { from, days, filesPerDay, rowsPerFile: rows } = settings;
  const entries: Entries = new Map();
  for (const day of daysFrom(dayStart(from) ?? 0, days))
    for (let hour = 0; hour < filesPerDay; hour++) {
      const startTime = new Date(day + hour * HOUR);
      const filename = names(type, startTime.getTime());
      entries.set(filename, { type, filename, dirName: filename.slice(0, 8), startTime, rows, version: 0 });
    }
  return entries;
};

const newEntry = (type: RawLogType, file: NewRawLogFile, filename: string, rowsPerFile: number): LogEntry => {
  const { startTime, rows = rowsPerFile } = file;
  const dirName = dirIn(filename);
  if (dirName === undefined) throw new RangeError('filename should be <YYYYMMDD>/<name>.zip');
  if (!Number.isSafeInteger(rows) || rows < 0) throw new RangeError('rows should be a whole number, 0 or more');
  return { type, filename, dirName, startTime: new Date(startTime), rows, version: 0 };
};

/** Creates the list of files. None of them is thought of before somebody asks for its kind. */
export const createLogStore = (seed: number, settings: RawLogSettings): LogStore => {
  const names = logNames(seed);
  const made = new Map<RawLogType, Entries>();
  let added = 0;

  const of = (type: RawLogType): Entries => {
    if (!LOG_TYPES.includes(type)) throw new RangeError(`No such kind of raw log: ${String(type)}`);
    const entries = made.get(type) ?? generate(type, settings, names);
    made.set(type, entries);
    return entries;
  };

  const get = (type: RawLogType, filename: string): LogEntry => {
    const entry = of(type).get(filename);
    if (entry === undefined) throw new RangeError(`There is no file ${filename} among the ${type}`);
    return entry;
  };

  const add = (type: RawLogType, file: NewRawLogFile): string => {
    const entries = of(type);
    const time = file.startTime.getTime();
    if (Number.isNaN(time)) throw new RangeError('startTime should be a valid date');
    const entry = newEntry(type, file, file.filename ?? names(type, time, ++added), settings.rowsPerFile);
    if (entries.has(entry.filename)) throw new RangeError(`${entry.filename} is there already`);
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
