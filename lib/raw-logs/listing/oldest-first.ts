import type { LogFileFacts } from './log-file-facts.js';

type Ordered = Pick<LogFileFacts, 'startTime' | 'filename'>;

const compare = (a: Ordered, b: Ordered): number =>
  a.startTime.getTime() - b.startTime.getTime() || (a.filename < b.filename ? -1 : a.filename > b.filename ? 1 : 0);

/** Files by start, oldest first; those of one start by name. The service lists the newest first. */
export const oldestFirst = <F extends Ordered>(files: readonly F[]): F[] => [...files].sort(compare);
