import { checkKeys } from '../../protocol/check-keys.js';
import { checkDemand } from '../../streams/check-demand.js';
import { checkSyncCheckpoint } from './check-sync-checkpoint.js';
import type { ConversionCheckpoint } from './conversion-checkpoint.js';
import type { SyncMode, SyncOptions } from './sync-options.js';
import { checkTime, longTime } from './wire-time.js';

/** Where a `sync` starts, and how it goes on. */
export interface SyncStart {
  readonly mode: SyncMode;
  /** The field that the window goes by. */
  readonly field: string;
  /** Start of the first window, and, in the mode 'updated', of the first question for updates, where there was one. */
  readonly from: string;
  readonly updatedSince: string | undefined;
  readonly seen: ConversionCheckpoint['seen'];
  /** ms */
  readonly lookback: number;
}

const KNOWN = [
  ...['since', 'checkpoint', 'lookback', 'interval', 'mode'],
  ...['updatedParams', 'onFault', 'scheduler', 'demand'],
];
const WEEK = 7 * 24 * 60 * 60 * 1000;
const FIELD = /^[A-Za-z]\w*$/;

const checkLookback = (lookback: unknown = WEEK): number => {
  if (typeof lookback !== 'number') throw new TypeError('lookback should be a number of milliseconds');
  if (!Number.isSafeInteger(lookback) || lookback < 0)
    throw new RangeError(`lookback should be a whole number of milliseconds, not ${lookback}`);
  return lookback;
};

const checkMode = (mode: unknown = 'updated'): SyncMode => {
  if (mode === 'updated') return mode;
  if (typeof mode !== 'object') throw new TypeError("mode should be 'updated' or { modified: 'modified' }");
  const { modified } = checkKeys('The mode', mode, ['modified']);
  // `id` could not be: a filter on it is what pages the walk.
  if (typeof modified !== 'string' || !FIELD.test(modified) || modified.includes('__') || modified === 'id')
    throw new TypeError(
      "mode should be 'updated' or { modified: 'modified' }, with the name of a field that holds a time",
    );
  return { modified };
};

const checkFunction = (name: string, value: unknown): void => {
  if (value !== undefined && typeof value !== 'function') throw new TypeError(`${name} should be a function`);
};

const checkUpdatedParams = (value: unknown, mode: SyncMode): void => {
  checkFunction('updatedParams', value);
  if (value !== undefined && mode !== 'updated')
    throw new TypeError("updatedParams is of use in the mode 'updated' only");
};

/** Checks the options of a `sync`, all but the interval. Throws what the stream is to end with. */
export const checkSyncOptions = (options: SyncOptions): SyncStart => {
  const given = checkKeys('The options of sync', options, KNOWN);
  const { since, checkpoint: stored, lookback, onFault, scheduler, demand } = given;
  checkFunction('onFault', onFault);
  checkFunction('The schedule of a scheduler', (scheduler as { schedule?: unknown } | undefined)?.schedule);
  checkDemand(demand);
  const mode = checkMode(given['mode']);
  checkUpdatedParams(given['updatedParams'], mode);
  const checkpoint = stored === undefined || stored === null ? undefined : checkSyncCheckpoint(stored, mode);
  const own = since === undefined ? undefined : longTime(checkTime('since', since));
  const from = checkpoint?.from ?? own;
  if (from === undefined) throw new TypeError('sync needs to know where to start: give it since, or a checkpoint');
  return {
    mode,
    field: mode === 'updated' ? 'datetime' : mode.modified,
    from,
    updatedSince: checkpoint?.updatedSince ?? undefined,
    // As it is now: a checkpoint that was emitted puts it together on each reading.
    seen: checkpoint?.seen ?? [],
    lookback: checkLookback(lookback),
  };
};
