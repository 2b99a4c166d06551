import type { CoerceKind, CoerceOptions } from './coerce-options.js';
import { isZeroDate } from './is-zero-date.js';

/** Said of a value that is not of its kind. */
export const MISFIT = Symbol('rxoffers.misfit');

/** Makes a value of a text or a number; {@link MISFIT} when that is not of the kind. */
export type Converter = (value: string | number) => unknown;

const WHOLE = /^-?\d+$/;
const DECIMAL = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_TIME = /^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d:\d\d)?$/;

/** Without the sign of `-0`, which no one asked for. */
const positiveZero = (value: number): number => value + 0;

const whole =
  (bigint: boolean): Converter =>
  (value) => {
    if (typeof value === 'number') return Number.isInteger(value) ? value : MISFIT;
    if (!WHOLE.test(value)) return MISFIT;
    const number = Number(value);
    if (Number.isSafeInteger(number)) return positiveZero(number);
    return bigint ? BigInt(value) : MISFIT;
  };

const decimal =
  (how: CoerceOptions['decimal']): Converter =>
  (value) => {
    if (typeof value === 'string' && !DECIMAL.test(value)) return MISFIT;
    if (how === undefined) return value;
    return how === 'number' ? positiveZero(Number(value)) : how(String(value));
  };

const flag: Converter = (value) => {
  if (value === '1' || value === 1) return true;
  return value === '0' || value === 0 ? false : MISFIT;
};

/** A number where a date should be is unix seconds, and stays one: it has a zone, which the text has not. */
const time =
  (shape: RegExp, make: ((text: string) => unknown) | undefined): Converter =>
  (value) => {
    if (isZeroDate(value)) return null;
    if (typeof value === 'number') return value;
    if (isZeroDate(WHOLE.test(value) ? Number(value) : value)) return null;
    if (!shape.test(value)) return MISFIT;
    return make ? make(value) : value;
  };

const timestamp: Converter = (value) => {
  if (typeof value === 'string' && isZeroDate(value)) return null;
  const seconds = whole(false)(value);
  return typeof seconds === 'number' && isZeroDate(seconds) ? null : seconds;
};

const CONVERTERS: Readonly<Record<CoerceKind, (options: CoerceOptions) => Converter | undefined>> = {
  int: ({ bigint = false }) => whole(bigint),
  decimal: (options) => decimal(options.decimal),
  boolean01: () => flag,
  date: (options) => time(DATE, options.date),
  datetime: (options) => time(DATE_TIME, options.datetime),
  timestamp: () => timestamp,
  id: () => String,
  ...{ string: () => undefined, enum: () => undefined, array: () => undefined, object: () => undefined },
  plain: () => undefined,
};

/** The converter of a kind; `undefined` for one whose values stay as they are. */
export const converterOf = (field: string, kind: unknown, options: CoerceOptions): Converter | undefined => {
  if (typeof kind !== 'string' || !Object.hasOwn(CONVERTERS, kind))
    throw new TypeError(`${field} has no kind "${String(kind)}"; known: ${Object.keys(CONVERTERS).join(', ')}`);
  return CONVERTERS[kind as CoerceKind](options);
};
