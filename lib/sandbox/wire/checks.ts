import { checkFlag, checkFunction, checkKeys, checkRecord, shown } from '../../protocol/validate.js';

/** Requires a value of one kind. `label` begins the error message. @throws TypeError for another type, RangeError out of range */
export type Check = (label: string, value: unknown) => void;

/** Requires a number that passes a test; `expected` describes it. */
export const numberThat =
  (expected: string, isRight: (value: number) => boolean): Check =>
  (label, value) => {
    const message = `${label} should be ${expected}, not ${shown(value)}`;
    if (typeof value !== 'number') throw new TypeError(message);
    if (!isRight(value)) throw new RangeError(message);
  };

/** Requires an integer of at least `least`. */
export const integerFrom = (least: number): Check =>
  numberThat(`an integer of at least ${least}`, (value) => Number.isSafeInteger(value) && value >= least);

/** Requires a finite number of at least `least`. */
export const numberFrom = (least: number): Check =>
  numberThat(`a number of at least ${least}`, (value) => value >= least && value < Infinity);

/** A list in words: `'a', 'b' or 'c'`. */
const alternatives = (texts: readonly string[]): string => {
  const quoted = texts.map((text) => `'${text}'`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
};

/** Requires one of a few texts. Another text is an `Unlisted` error, anything else a TypeError. */
export const oneOf =
  (listed: readonly string[], Unlisted: typeof TypeError | typeof RangeError = TypeError): Check =>
  (label, value) => {
    const message = `${label} should be ${alternatives(listed)}, not ${shown(value)}`;
    if (typeof value !== 'string') throw new TypeError(message);
    if (!listed.includes(value)) throw new Unlisted(message);
  };

/** Requires a string, which may be empty. */
export const anyText: Check = (label, value) => {
  if (typeof value !== 'string') throw new TypeError(`${label} should be a string, not ${shown(value)}`);
};

/** Requires a plain object whose values are strings. */
export const texts: Check = (label, value) => {
  const values = Object.values(checkRecord(label, value));
  if (values.some((item) => typeof item !== 'string'))
    throw new TypeError(`${label} should be a plain object of strings`);
};

/** Requires a function. */
export const anyFunction: Check = (label, value) => {
  if (value === undefined) throw new TypeError(`${label} should be a function, not undefined`);
  checkFunction(label, value);
};

/** Requires `true` or `false`. */
export const flag: Check = (label, value) => {
  if (value === undefined) throw new TypeError(`${label} should be true or false, not undefined`);
  checkFlag(label, value);
};

/** How the members of an object are checked, by name. */
export type Members<T> = { readonly [K in keyof Required<T>]: Check };

/** Checks the members of an object that are not `undefined`; `prefix` and a name are the label of each. */
export const checkMembers = (prefix: string, record: object, members: Readonly<Record<string, Check>>): void => {
  for (const [name, value] of Object.entries(record)) if (value !== undefined) members[name]?.(prefix + name, value);
};

/** Requires a plain object with these members only; each of them may be missing. */
export const objectOf =
  <T>(members: Members<T>): Check =>
  (label, value) =>
    checkMembers(`${label}.`, checkKeys(label, value, Object.keys(members)), members);

/** An object without the members that are `undefined`. */
export const given = <T extends object>(options: T | undefined): Partial<T> =>
  Object.fromEntries(Object.entries(options ?? {}).filter(([, value]) => value !== undefined)) as Partial<T>;
