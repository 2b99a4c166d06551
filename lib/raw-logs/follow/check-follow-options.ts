import { isDate } from 'node:util/types';
import { checkDemand } from '../../streams/check-demand.js';
import { checkKeys } from '../../protocol/check-keys.js';
import { isDayName } from '../listing/dir-span.js';
import type { LogType } from '../log-type.js';
import { checkCheckpoint } from './check-checkpoint.js';
import type { FollowCheckpoint } from './follow-checkpoint.js';
import type { FollowOptions } from './follow-options.js';

/** Where a `follow` starts, and how far it looks back. */
export interface FollowStart {
  readonly type: LogType;
  /** A date dir, or an instant, ms. */
  readonly since: string | number;
  /** ms */
  readonly lookBack: number;
  readonly checkpoint: FollowCheckpoint | undefined;
}

const KNOWN = ['since', 'checkpoint', 'interval', 'lookBack', 'onFault', 'onReport', 'scheduler', 'demand'];
const TWO_DAYS = 48 * 60 * 60 * 1000;

const checkSince = (since: unknown): string | number | undefined => {
  if (since === undefined) return undefined;
  if (typeof since !== 'string' && !isDate(since)) throw new TypeError("since should be 'YYYYMMDD' or a Date");
  if (typeof since === 'string' ? !isDayName(since) : Number.isNaN(since.getTime()))
    throw new RangeError(`since should be a day, 'YYYYMMDD', or a valid Date, not ${String(since).slice(0, 40)}`);
  return typeof since === 'string' ? since : since.getTime();
};

const checkLookBack = (lookBack: unknown = TWO_DAYS): number => {
  if (typeof lookBack !== 'number') throw new TypeError('lookBack should be a number of milliseconds');
  if (!Number.isSafeInteger(lookBack) || lookBack < 0)
    throw new RangeError(`lookBack should be a whole number of milliseconds, not ${lookBack}`);
  return lookBack;
};

const checkFunction = (name: string, value: unknown): void => {
  if (value !== undefined && typeof value !== 'function') throw new TypeError(`${name} should be a function`);
};

/** Checks the options of a `follow`, all but the interval. Throws what the stream is to end with. */
export const checkFollowOptions = (options: FollowOptions, type: LogType): FollowStart => {
  const {
    since: given,
    checkpoint: stored,
    lookBack,
    onFault,
    onReport,
    scheduler,
    demand,
  } = checkKeys('The options of follow', options, KNOWN);
  checkFunction('onFault', onFault);
  checkFunction('onReport', onReport);
  checkFunction('The schedule of a scheduler', (scheduler as { schedule?: unknown } | undefined)?.schedule);
  checkDemand(demand);
  const checkpoint = stored === undefined || stored === null ? undefined : checkCheckpoint(stored, type);
  const own = checkSince(given);
  const since = checkpoint?.since ?? own;
  if (since === undefined) throw new TypeError('follow needs to know where to start: give it since, or a checkpoint');
  return { type, since, lookBack: checkLookBack(lookBack), checkpoint };
};
