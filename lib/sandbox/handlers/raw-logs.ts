import { dayName, dayStart, hourName } from '../raw-logs/log-entry.js';
import { isLogType, LOG_TYPES, type RawLogType } from '../raw-logs/options.js';
import { argument, type Call, type Handler, type Handlers, refuse } from './call.js';

const logType = (call: Call): RawLogType => {
  const type = argument(call, 'log_type');
  if (!isLogType(type)) throw refuse(`Log type must be one of: ${LOG_TYPES.join(', ')}.`);
  return type;
};

const listDateDirs: Handler = (call) => {
  const type = logType(call);
  const names = new Set(call.rawLogs.entries(type).map(({ dirName }) => dirName));
  const dateDirs = [...names]
    .sort()
    .reverse()
    .map((dirName) => ({ displayName: dayName(dayStart(dirName) ?? 0), dirName }));
  return { logType: type, dateDirs };
};

/** A day, or with fewer digits the days of a month or a year; the service documents days alone. */
const isDate = (name: string): boolean => /^\d{4}(\d\d){0,2}$/.test(name);

const listLogs: Handler = (call) => {
  const type = logType(call);
  const logDate = argument(call, 'date_dir');
  const listed = call.rawLogs.entries(type).filter(({ dirName }) => isDate(logDate) && dirName.startsWith(logDate));
  const logFiles = listed.reverse().map(({ startTime, filename }) => ({
    displayName: hourName(startTime.getTime()),
    startTimestamp: String(Math.floor(startTime.getTime() / 1000)),
    filename,
  }));
  // The service says how many seconds it took to find them.
  return { logType: type, logDate, fetchTime: 0.12, logFiles };
};

const getDownloadLink: Handler = (call) => {
  const type = logType(call);
  const filename = argument(call, 'log_filename');
  const entry = call.rawLogs.find(type, filename);
  if (entry === undefined) throw refuse(`Log file ${filename} does not exist.`);
  return { link: call.rawLogs.link(entry) };
};

/** Raw logs: which there are, and the way to them. */
export const rawLogHandlers: Handlers = {
  listDateDirs,
  listLogs,
  getDownloadLink,
  // Days; how the service writes them was never seen.
  getLogExpirations: () => Object.fromEntries(LOG_TYPES.map((type) => [type, '123'])),
};
