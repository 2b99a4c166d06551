import { type Damage, hex } from './damage.js';

/** CRC-32 and sizes of an entry, as seen or as claimed. */
export interface EntryFacts {
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
}

/** Throws when what was seen is not what `where` claims. */
export const checkFacts = (
  name: string,
  where: string,
  claimed: EntryFacts,
  seen: EntryFacts,
  damage: Damage,
): void => {
  // Sizes first: a cut or padded entry has a wrong CRC-32 as well, and its size says more.
  if (claimed.size !== seen.size)
    throw damage(`Wrong size of ${name}`, `${claimed.size} bytes (${where})`, `${seen.size} bytes`);
  if (claimed.compressed !== seen.compressed)
    throw damage(
      `Wrong compressed size of ${name}`,
      `${claimed.compressed} bytes (${where})`,
      `${seen.compressed} bytes`,
    );
  if (claimed.crc !== seen.crc)
    throw damage(`Wrong CRC-32 of ${name}`, `${hex(claimed.crc)} (${where})`, hex(seen.crc));
};
