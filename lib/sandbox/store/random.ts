/** Reproducible random choices: equal seeds, names and indexes give the same sequence on every machine. */
export interface Random {
  /** An integer from `min` to `max`, inclusive. */
  int(min: number, max: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  chance(probability: number): boolean;
  decimal(min: number, max: number, places: number): string;
  hex(length: number): string;
}

const hash = (text: string): number => {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  return state >>> 0;
};

/** The generator mulberry32. Its 32 bits of state suffice for plausible rows. */
const mulberry = () => {
  let state = 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, start: (seed: number): void => void (state = seed >>> 0) };
};

const HEX = '0123456789abcdef';

const randomFrom = (next: () => number): Random => {
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    int,
    pick: (items) => items[int(0, items.length - 1)] ?? items[0],
    chance: (probability) => next() < probability,
    decimal: (min, max, places) => (min + next() * (max - min)).toFixed(places),
    hex: (length) => {
      let text = '';
      for (let digit = 0; digit < length; digit++) text += HEX[int(0, 15)] ?? '';
      return text;
    },
  };
};

/** A {@link randomFor} for millions of rows: all share one `Random`, which belongs to the row that was asked for last. */
export const sharedRandomFor = (seed: number, name: string): ((index: number) => Random) => {
  const base = hash(`${seed}:${name}`);
  const { next, start } = mulberry();
  const random = randomFrom(next);
  return (index) => {
    start(base ^ Math.imul(index, 0x9e3779b1));
    return random;
  };
};

/** Random choices for the rows of a table: `randomFor(1, 'Offer')(3)` starts the sequence of row 3. */
export const randomFor = (seed: number, name: string): ((index: number) => Random) => {
  const base = hash(`${seed}:${name}`);
  return (index) => {
    const { next, start } = mulberry();
    start(base ^ Math.imul(index, 0x9e3779b1));
    return randomFrom(next);
  };
};

const UUID_GROUPS = [8, 4, 4, 4] as const;

/** The `tune_event_id` of a conversion: a UUID whose last group is the row's id, so that no two rows share one. */
export const eventId = (random: Random, id: number): string =>
  [...UUID_GROUPS.map((length) => random.hex(length)), id.toString(16).padStart(12, '0')].join('-');

/** A random id of a table with `count` generated rows, or `null` when it has none. */
export const reference = (random: Random, count: number): string | null =>
  count > 0 ? String(random.int(1, count)) : null;

/** The number of generated rows of a model without a table; their ids are 1 to 7. */
export const GENERATED_ROWS = 7;

/** Generated rows are dated in the year before this instant, so that a seed always gives the same rows. */
export const EPOCH = Date.UTC(2024, 2, 1);

/** Words for generated names. One is not ASCII, so that clients meet escaped text. */
export const ADJECTIVES = [
  'Amber',
  'Brisk',
  'Crimson',
  'Daring',
  'Early',
  'Frosty',
  'Gentle',
  'Hidden',
  'Půlnoční',
] as const;
export const NOUNS = ['Loans', 'Games', 'Shoes', 'Travel', 'Coffee', 'Insurance', 'Dating', 'Phones', 'Books'] as const;
export const COMPANIES = ['Northwind', 'Bluefin', 'Oakline', 'Redstart', 'Lumen', 'Harrow', 'Kestrel', 'Mica'] as const;
export const FORMS = ['Ltd', 'GmbH', 's.r.o.', 'Media', 'Partners'] as const;
export const FIRST_NAMES = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eva', 'Finn', 'Gita', 'Hugo'] as const;
export const LAST_NAMES = ['Stone', 'Rivers', 'Novak', 'Marsh', 'Okafor', 'Lind', 'Costa', 'Weber'] as const;
export const CURRENCIES = ['USD', 'EUR', 'CZK', 'GBP'] as const;
