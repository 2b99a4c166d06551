/** Integers from `min` to `max`, both included: the same seed and index give the same sequence (mulberry32). */
export const randomIntegers = (seed: number, index: number): ((min: number, max: number) => number) => {
  let state = (seed ^ Math.imul(index + 1, 0x9e3779b1)) >>> 0;
  return (min, max) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return min + Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * (max - min + 1));
  };
};
