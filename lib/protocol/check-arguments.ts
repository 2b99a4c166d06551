/** A whole number, and not below `least`. The wording is the reference client's (rows 48, 49). */
export const checkInteger = (name: string, value: unknown, least: number): void => {
  if (value === undefined) return;
  if (typeof value !== 'number') throw new TypeError(`${name} should be an integer`);
  if (!Number.isSafeInteger(value) || value < least)
    throw new RangeError(`${name} should be an integer of at least ${least}, not ${value}`);
};

/** A list of names, or nothing (row 50). */
export const checkNames = (name: string, value: unknown): void => {
  if (value === undefined || value === null) return;
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'string'))
    throw new TypeError(`${name} should be a tuple or list`);
};

/** An id: a number or a string, neither empty. */
export const checkId = (name: string, value: unknown): void => {
  const ok =
    (typeof value === 'string' && value !== '') ||
    (typeof value === 'number' && Number.isFinite(value)) ||
    typeof value === 'bigint';
  if (!ok)
    throw new TypeError(
      `${name} should be a string or a number, not ${value === '' ? 'an empty string' : String(value)}`,
    );
};
