import { isObservable } from 'rxjs';

/**
 * Checks of arguments for this room, which knows only rxjs. Each takes a label first, the method and the parameter:
 * `iterate: highWaterMark`.
 */

/** The longest wait that a timer of Node takes, ms: a longer one would fire at once. */
const LONGEST_TIMER = 2_147_483_647;
const LONGEST_SHOWN = 40;

const shown = (value: unknown): string => {
  if (typeof value === 'string') return `'${value.slice(0, LONGEST_SHOWN)}'`;
  if (value === null || typeof value === 'undefined' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  return `a value of type ${typeof value}`;
};

const typeError = (label: string, expected: string, value: unknown): TypeError =>
  new TypeError(`${label} should be ${expected}, not ${shown(value)}`);

/** Refuses anything but an integer of at least 1. */
export const checkPositive = (label: string, value: unknown): number => {
  if (typeof value !== 'number') throw typeError(label, 'an integer', value);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new RangeError(`${label} should be an integer of at least 1, not ${value}`);
  return value;
};

/** Refuses anything but a number of milliseconds that a timer can wait. */
export const checkWait = (label: string, value: unknown): number => {
  if (typeof value !== 'number') throw typeError(label, 'a number of milliseconds', value);
  if (!(value >= 0 && value <= LONGEST_TIMER))
    throw new RangeError(`${label} should be from 0 to ${LONGEST_TIMER} milliseconds, not ${value}`);
  return value;
};

/** Refuses anything but a function. */
export const checkFunction = (label: string, value: unknown): void => {
  if (typeof value !== 'function') throw typeError(label, 'a function', value);
};

/** Refuses anything but a function or `undefined`. */
export const checkOptionalFunction = (label: string, value: unknown): void => {
  if (value !== undefined) checkFunction(label, value);
};

/** Refuses anything but `true`, `false` or `undefined`. */
export const checkOptionalFlag = (label: string, value: unknown): void => {
  if (value !== undefined && typeof value !== 'boolean') throw typeError(label, 'true or false', value);
};

/** Refuses anything but an Observable, also of another copy of rxjs. */
export const checkObservable = (label: string, value: unknown): void => {
  if (!isObservable(value)) throw typeError(label, 'an Observable', value);
};

/** Refuses anything but an object with known options only: a misspelt one would be ignored silently. */
export const checkOptionsObject = (label: string, value: unknown, known: Readonly<Record<string, true>>): void => {
  if (typeof value !== 'object' || value === null) throw typeError(label, 'an object', value);
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(known, name));
  if (unknown !== undefined)
    throw new TypeError(`${label} has no "${unknown}"; known: ${Object.keys(known).join(', ')}`);
};
