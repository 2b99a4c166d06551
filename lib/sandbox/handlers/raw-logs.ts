import { isLogType, LOG_TYPES, type RawLogType } from '../raw-logs/log-entry.js';
import { dayStart } from '../store/era.js';
import { refuseInOurWords } from '../wire/envelope.js';
import { argument, type Call, type Handler, type Handlers } from './call.js';

/** The days that have files, newest first, as recorded. */
const listDateDirs: Handler = (call) => {
  const type = logTypeOf(call);
  const names = new Set(call.rawLogs.entries(type).map(({ dirName }) => dirName));
  const dateDirs = [...names]
    .sort()
    .reverse()
    .map((dirName) => ({ displayName: dayName(dayStart(dirName) ?? 0), dirName }));
  return { logType: type, dateDirs };
};

/** The files of a day, newest first, as recorded. `fetchTime` is the time that the service took, in seconds. */
const listLogs: Handler = (call) => {
  const type = logTypeOf(call);
  const logDate = argument(call, 'date_dir');
  const listed = call.rawLogs.entries(type).filter(({ dirName }) => isDate(logDate) && dirName.startsWith(logDate));
  const logFiles = listed.reverse().map(({ startTime, filename }) => ({
    displayName: hourName(startTime.getTime()),
    startTimestamp: String(Math.floor(startTime.getTime() / 1000)),
    filename,
  }));
  return { logType: type, logDate, fetchTime: 0.12, logFiles };
};

/** A day or, with fewer digits, a month or a year; TUNE's documentation mentions only days. */
const isDate = (name: string): boolean => /^\d{4}(\d\d){0,2}$/.test(name);

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The display name of a day: `Sep 9, 2016`. */
const dayName = (instant: number): string => {
  const date = new Date(instant);
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
};

/** The display name of an hour: `Sep 9, 2016 - 09:00 am`. */
const hourName = (instant: number): string => {
  const date = new Date(instant);
  const hours = date.getUTCHours();
  const clock = [hours % 12 || 12, date.getUTCMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
  return `${dayName(instant)} - ${clock} ${hours < 12 ? 'am' : 'pm'}`;
};

const getDownloadLink: Handler = (call) => {
  const type = logTypeOf(call);
  const filename = argument(call, 'log_filename');
  const entry = call.rawLogs.find(type, filename);
  if (entry === undefined) throw refuseInOurWords(`Log file ${filename} does not exist.`);
  return { link: call.rawLogs.link(entry) };
};

/**
 * How many days each type of log is kept.
 *
 * @experimental The reply of the real method has never been seen.
 */
const getLogExpirations: Handler = () => Object.fromEntries(LOG_TYPES.map((type) => [type, '123']));

const logTypeOf = (call: Call): RawLogType => {
  const type = argument(call, 'log_type');
  if (!isLogType(type)) throw refuseInOurWords(`Log type must be one of: ${LOG_TYPES.join(', ')}.`);
  return type;
};

/** The methods of raw logs: the files that exist, and links to download them. */
export const rawLogHandlers: Handlers = { listDateDirs, listLogs, getDownloadLink, getLogExpirations };
