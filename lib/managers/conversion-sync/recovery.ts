import type { SeenDigests } from './checkpoint.js';
import { coverOf, createDigests, type SeenConversion } from './digests.js';
import { earlierOf } from './wire-time.js';

/**
 * Finds out what a sink has after a restart. The digests of a checkpoint say so for whole buckets, and a bucket can only be
 * compared once all of its conversions were read: before anything is emitted, they are read, and their keys and
 * fingerprints kept. Those of equal buckets are in the sink. Nothing is known of the others; they are emitted again.
 */
export interface Recovery {
  /** The window that has to be read; `undefined` for none. */
  readonly window: { readonly from: string; readonly to: string } | undefined;
  /** Updates have to be read since this time; `undefined` for none. */
  readonly updatedSince: string | undefined;
  /** Starts over, after reading has failed. */
  begin(): void;
  /** Takes a conversion of the window. */
  takeRead(seen: SeenConversion): void;
  /** Takes a conversion of the updates. */
  takeUpdated(seen: SeenConversion): void;
  /** Compares what was read. */
  end(): {
    /** The conversions that the sink has, with this content. */
    readonly known: readonly SeenConversion[];
    /** The sink has all conversions of the window before this time. */
    readonly knownUntil: string;
  };
}

/** Creates the recovery from a checkpoint; `undefined` where the sink has nothing that may be read again. */
export const createRecovery = (stored: SeenDigests): Recovery | undefined => {
  const { sums, bucketOf } = createDigests(stored.from, stored);
  if (sums.size === 0) return undefined;
  const { from, updatedSince } = stored;
  const { to, hasOthers } = coverOf(stored, sums);
  const window = to === undefined || to <= from ? undefined : { from, to };
  let read = new Map<string, { readonly seen: SeenConversion; readonly isOfWindow: boolean }>();
  /** The earliest conversion of the window that the sink certainly does not have. */
  let unknown = window?.to ?? from;

  const isClaimed = (seen: SeenConversion): boolean => {
    const bucket = bucketOf(seen);
    return bucket !== undefined && sums.has(bucket);
  };

  /** The buckets whose sums are those of what was read. */
  const equalBuckets = (): Set<number> => {
    const table = createDigests(from, { ...stored, digests: '' });
    for (const { seen } of read.values()) table.add(seen);
    return new Set([...sums].filter(([bucket, sum]) => table.sums.get(bucket) === sum).map(([bucket]) => bucket));
  };

  const missed = ({ earliest }: SeenConversion): void => {
    unknown = earlierOf(unknown, earliest ?? from);
  };

  return {
    window,
    updatedSince: hasOthers && updatedSince !== null ? updatedSince : undefined,
    begin() {
      read = new Map();
      unknown = window?.to ?? from;
    },
    takeRead(seen) {
      // Rows of unclaimed buckets are not kept: there may be any number of them.
      if (isClaimed(seen)) read.set(seen.key, { seen, isOfWindow: true });
      else missed(seen);
    },
    takeUpdated(seen) {
      const isInside = seen.earliest !== null && seen.earliest >= from;
      if (!isInside && isClaimed(seen)) read.set(seen.key, { seen, isOfWindow: false });
    },
    end() {
      const equal = equalBuckets();
      const known: SeenConversion[] = [];
      for (const { seen, isOfWindow } of read.values())
        if (equal.has(bucketOf(seen) as number)) known.push(seen);
        else if (isOfWindow) missed(seen);
      return { known, knownUntil: unknown };
    },
  };
};
