import type { SeenDigests } from './checkpoint.js';
import { hourOf, startOfHour } from './wire-time.js';

/** A conversion that was emitted: its key, a fingerprint of its fields, and its time as precisely as it is known. */
export interface SeenConversion {
  readonly key: string;
  /** base64url, of 8 characters at least. */
  readonly fingerprint: string;
  readonly earliest: string | null;
  /** The time by which its window is read. */
  readonly latest: string | null;
}

/**
 * A digest for each bucket of conversions: the sum of their fingerprints, independent of their order. A bucket holds the
 * conversions of some hours whose keys have the same hash. A sum claims that a sink has exactly these contents; a missing
 * bucket claims nothing.
 */
export interface DigestTable {
  add(seen: SeenConversion): void;
  remove(seen: SeenConversion): void;
  /** The bucket of a conversion; `undefined` for one that belongs to none. */
  bucketOf(seen: SeenConversion): number | undefined;
  /** The sums by bucket. */
  readonly sums: ReadonlyMap<number, number>;
  /** As a checkpoint has it. */
  encode(): Pick<SeenDigests, 'hours' | 'slots' | 'digests'>;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUES = new Uint8Array(128);
for (const [value, digit] of [...DIGITS].entries()) VALUES[digit.charCodeAt(0)] = value;
/** The texts of 12 bits. */
const PAIRS = Array.from({ length: 4096 }, (_, value) => `${DIGITS[value >> 6] ?? ''}${DIGITS[value & 63] ?? ''}`);

/** 48 bits as 8 characters. */
const textOf = (value: number): string => {
  const low = value % 2 ** 24;
  const high = (value - low) / 2 ** 24;
  return `${PAIRS[high >> 12] ?? ''}${PAIRS[high & 4095] ?? ''}${PAIRS[low >> 12] ?? ''}${PAIRS[low & 4095] ?? ''}`;
};

const numberIn = (text: string, from: number, to: number): number => {
  let value = 0;
  for (let at = from; at < to; at++) value = value * 64 + (VALUES[text.charCodeAt(at)] ?? 0);
  return value;
};

/** A bucket in a checkpoint is 8 characters for its hours and its slot, and 8 for its sum: 62,400 in all. */
const WIDTH = 8;
const MOST_BUCKETS = 3_900;
/** Also the number of slots that the number of a bucket has room for. */
const MOST_SLOTS = 4_096;
const SUMS = 2 ** 48;

/** Conversions without a place in the window are spread over as many hours that no conversion has. */
const OTHERS = 64;

const hashOf = (key: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

const isPowerOfTwo = (value: unknown): value is number =>
  Number.isInteger(value) && Math.log2(value as number) % 1 === 0;

/** Whether the parts of a checkpoint are digests as they are emitted. */
export const areDigests = ({ hours, slots, digests }: Partial<Record<keyof SeenDigests, unknown>>): boolean =>
  isPowerOfTwo(hours) &&
  hours <= 2 ** 30 &&
  isPowerOfTwo(slots) &&
  slots <= MOST_SLOTS &&
  typeof digests === 'string' &&
  digests.length % (2 * WIDTH) === 0 &&
  /^[\w-]*$/.test(digests);

const decode = (digests: string): Map<number, number> => {
  const sums = new Map<number, number>();
  for (let at = 0; at < digests.length; at += 2 * WIDTH)
    sums.set(numberIn(digests, at, at + WIDTH), numberIn(digests, at + WIDTH, at + 2 * WIDTH));
  return sums;
};

/**
 * Creates a table: an empty one with the smallest buckets, or that of a checkpoint. Conversions from `from` on are in the
 * buckets of their hours, those before it and those without a time in others. Where their time is not known well enough to
 * tell, they are in none. While there are too many buckets, each two of them become one.
 */
export const createDigests = (from: string, stored?: SeenDigests): DigestTable => {
  let { hours, slots } = stored ?? { hours: 1, slots: MOST_SLOTS };
  let sums = stored ? decode(stored.digests) : new Map<number, number>();

  const bucketOf = ({ key, earliest, latest }: SeenConversion): number | undefined => {
    const hash = hashOf(key);
    const isInside = earliest !== null && earliest >= from;
    if (!isInside && latest !== null && latest >= from) return undefined;
    const hour = isInside ? hourOf(earliest) : (hash >>> 16) % OTHERS;
    return Math.floor(hour / hours) * MOST_SLOTS + (hash & (slots - 1));
  };

  const join = (): void => {
    const areSlots = slots > 1;
    if (areSlots) slots /= 2;
    else hours *= 2;
    const joined = new Map<number, number>();
    for (const [bucket, sum] of sums) {
      const slot = bucket % MOST_SLOTS;
      const span = (bucket - slot) / MOST_SLOTS;
      const wider = (areSlots ? span : Math.floor(span / 2)) * MOST_SLOTS + (slot & (slots - 1));
      joined.set(wider, ((joined.get(wider) ?? 0) + sum) % SUMS);
    }
    sums = joined;
  };

  const change = (seen: SeenConversion, sign: 1 | -1): void => {
    const bucket = bucketOf(seen);
    if (bucket === undefined) return;
    const sum = ((sums.get(bucket) ?? 0) + sign * numberIn(seen.fingerprint, 0, WIDTH) + SUMS) % SUMS;
    if (sum === 0) sums.delete(bucket);
    else sums.set(bucket, sum);
    while (sums.size > MOST_BUCKETS) join();
  };

  return {
    add: (seen) => change(seen, 1),
    remove: (seen) => change(seen, -1),
    bucketOf,
    get sums() {
      return sums;
    },
    encode() {
      let digests = '';
      for (const [bucket, sum] of sums) digests += textOf(bucket) + textOf(sum);
      return { hours, slots, digests };
    },
  };
};

/** The times that the buckets of a checkpoint cover, and whether there are others. */
export const coverOf = (
  { hours }: SeenDigests,
  sums: ReadonlyMap<number, number>,
): { readonly to: string | undefined; readonly hasOthers: boolean } => {
  let last = -1;
  let hasOthers = false;
  for (const bucket of sums.keys()) {
    const hour = Math.floor(bucket / MOST_SLOTS) * hours;
    if (hour < OTHERS) hasOthers = true;
    if (hour + hours > OTHERS) last = Math.max(last, hour + hours);
  }
  return { to: last < 0 ? undefined : startOfHour(last), hasOthers };
};
