/** Reproducible random choices: the same seed, name and index give the same sequence on every machine. */
export interface Random {
  /** An integer from `min` to `max`, both included. */
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

/** The generator known as mulberry32: 32 bits of state, good enough for plausible rows. */
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

const randomFrom = (next: () => number): Random => {
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    int,
    pick: (items) => items[int(0, items.length - 1)] ?? items[0],
    chance: (probability) => next() < probability,
    decimal: (min, max, places) => (min + next() * (max - min)).toFixed(places),
    hex: (length) => Array.from({ length }, () => int(0, 15).toString(16)).join(''),
  };
};

/** Like {@link randomFor} for rows by the million: all share one draw, which serves the row asked for last. */
export const sharedRandomFor = (seed: number, name: string): ((index: number) => Random) => {
  const base = hash(`${seed}:${name}`);
  const { next, start } = mulberry();
  const draw = randomFrom(next);
  return (index) => {
    start(base ^ Math.imul(index, 0x9e3779b1));
    return draw;
  };
};

/** Draws for the rows of one table: `draws(3)` is the sequence of row 3, whatever was drawn before. */
export const randomFor = (seed: number, name: string): ((index: number) => Random) => {
  const base = hash(`${seed}:${name}`);
  return (index) => {
    const { next, start } = mulberry();
    start(base ^ Math.imul(index, 0x9e3779b1));
    return randomFrom(next);
  };
};

const PARTS = [8, 4, 4, 4] as const;

/** The identity of a conversion, in the form of a UUID. Its end is the row's id, so that no two rows share one. */
export const eventId = (draw: Random, id: number): string =>
  [...PARTS.map((length) => draw.hex(length)), id.toString(16).padStart(12, '0')].join('-');
