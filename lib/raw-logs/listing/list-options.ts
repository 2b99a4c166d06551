import type { Demand } from '../../streams/demand.js';

/** Options of every listing of raw logs. */
export interface LogListOptions {
  /** The demand of whoever consumes, where operators in between hide it. */
  readonly demand?: Demand | undefined;
}

export interface ListFilesOptions extends LogListOptions {
  /** What to do about a day asked for by name that the service does not list. @default 'error' */
  readonly onMissing?: 'error' | 'skip' | undefined;
}
