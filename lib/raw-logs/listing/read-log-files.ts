import { ProtocolError } from '../../errors/protocol-error.js';
import type { Decoded } from '../../protocol/decoded.js';
import { getKey } from '../../protocol/entries-of.js';
import type { LogType } from '../log-type.js';
import type { LogFileFacts } from './log-file-facts.js';
import { type ListRow, readDisplayName, readList, readName } from './read-list.js';

/** Seconds since 1970, which the service gives as text. */
const readStartTime = (row: ListRow, filename: string): Date => {
  const value = getKey(row, 'startTimestamp');
  const isSeconds = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
  const time = new Date(isSeconds ? Number(value) * 1000 : NaN);
  if (Number.isNaN(time.getTime())) {
    const shown = value === undefined ? 'nothing' : (JSON.stringify(value) as string | undefined)?.slice(0, 60);
    throw new ProtocolError(`The startTimestamp of ${filename} should be seconds, and is ${shown}`);
  }
  return time;
};

/** The files of a `listLogs` reply, in the service's order. */
export const readLogFiles = (data: Decoded, type: LogType): LogFileFacts[] =>
  readList(data, 'logFiles').map((row) => {
    const filename = readName(row, 'filename');
    return {
      type,
      filename,
      displayName: readDisplayName(row, filename),
      startTime: readStartTime(row, filename),
    };
  });
