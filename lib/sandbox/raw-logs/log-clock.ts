import { dateTime } from '../data/dates.js';
import type { LogEntry } from './log-entry.js';

const HOUR_SECONDS = 3600;

/** When each row of a file happened: spread over its hour, oldest first. */
export const logClock = ({ startTime, rows }: LogEntry): ((index: number) => string) => {
  const start = startTime.getTime();
  // Rows of one second follow each other: a text is made once for all of them.
  let second = -1;
  let text = '';
  return (index) => {
    const wanted = Math.floor((index * HOUR_SECONDS) / rows);
    if (wanted !== second) {
      second = wanted;
      text = dateTime(start + wanted * 1000);
    }
    return text;
  };
};
