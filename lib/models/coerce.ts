import { RxOffersError } from '../errors/base.js';
import { checkFlag, checkFunction, checkKeys, checkRecord } from '../protocol/validate.js';
import type { Coerced, CoerceKind, CoerceKinds, CoerceOptions } from './coerced.js';

const ZERO = /^0000-00-00(?: 00:00:00)?$/;

/** The zero date as the service's clock writes it in unix seconds, in UTC. Seen: this one, and one 5 hours later. */
const ZERO_SECONDS = -62_169_984_000;
const FARTHEST_ZONE = 14 * 60 * 60;

/** Whether a date says that there is none: all zeros, or the unix seconds of that, whatever the network's zone. */
export const isZeroDate = (value: string | number): boolean =>
  typeof value === 'number' ? Math.abs(value - ZERO_SECONDS) <= FARTHEST_ZONE : ZERO.test(value);

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

/** Kinds, checked and ready for many rows. */
export interface CompiledKinds {
  /** The converter of a field; `undefined` when it stays as it is. */
  converterAt(path: string): Converter | undefined;
  /** Whether kinds are said of fields below this one. */
  reachesBelow(path: string): boolean;
}

/** `Stat.payout@EUR` → `Stat.payout` */
const withoutCurrency = (path: string): string => path.split('@', 1)[0] ?? path;

const parentsOf = (path: string): string[] => {
  const parts = path.split('.');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
};

/** Checks kinds and makes their converters. */
export const compileKinds = (kinds: unknown, options: CoerceOptions): CompiledKinds => {
  const converters = new Map(
    Object.entries(checkRecord('Kinds', kinds)).map(([path, kind]) => [path, converterOf(path, kind, options)]),
  );
  const parents = new Set([...converters.keys()].flatMap(parentsOf));
  return {
    converterAt: (path) => converters.get(converters.has(path) ? path : withoutCurrency(path)),
    reachesBelow: (path) => parents.has(path),
  };
};

const KNOWN = ['decimal', 'date', 'datetime', 'bigint', 'strict'];
const LONGEST_SHOWN = 40;

const checkOptions = (options: unknown): CoerceOptions => {
  const { decimal, date, datetime, bigint, strict } = checkKeys('The options of coerce', options, KNOWN);
  if (decimal !== undefined && decimal !== 'number' && typeof decimal !== 'function')
    throw new TypeError("decimal should be 'number' or a function of a text");
  checkFunction('date', date);
  checkFunction('datetime', datetime);
  checkFlag('bigint', bigint);
  checkFlag('strict', strict);
  return options as CoerceOptions;
};

const isRow = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map);

const misfit = (path: string, value: string | number): RxOffersError =>
  new RxOffersError(`${path} does not hold what its kind says: ${JSON.stringify(value).slice(0, LONGEST_SHOWN)}`);

/** Makes the function that coerces one row. */
const rowCoercer = ({ converterAt, reachesBelow }: CompiledKinds, strict: boolean) => {
  const convert = (path: string, value: unknown, converter: Converter): unknown => {
    if (typeof value !== 'string' && typeof value !== 'number') return value;
    const made = converter(value);
    if (made !== MISFIT) return made;
    if (strict) throw misfit(path, value);
    return value;
  };
  const fields = (row: object, prefix: string): object =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]: [string, unknown]) => {
        const path = `${prefix}${name}`;
        const converter = converterAt(path);
        if (converter) return [name, convert(path, value, converter)];
        return [name, isRow(value) && reachesBelow(path) ? fields(value, `${path}.`) : value];
      }),
    );
  return (row: unknown): object => {
    if (!isRow(row)) throw new TypeError('The row should be an object');
    return fields(row, '');
  };
};

/**
 * `coerce` for many rows: `map(coercing(kinds, options))`. Wrong kinds and options are a `TypeError`, thrown at once.
 *
 * @example
 * ```ts
 * api.offers.findAll({ fields: ['id', 'monthly_conversion_cap'] }).pipe(map(coercing({ monthly_conversion_cap: 'int' })));
 * ```
 */
export const coercing = <const Kinds extends CoerceKinds, const Options extends CoerceOptions = CoerceOptions>(
  kinds: Kinds,
  options?: Options,
): (<Row extends object>(row: Row) => Coerced<Row, Kinds, Options>) => {
  const checked = checkOptions(options ?? {});
  const coerceRow = rowCoercer(compileKinds(kinds, checked), checked.strict ?? false);
  return <Row extends object>(row: Row) => coerceRow(row) as Coerced<Row, Kinds, Options>;
};

/**
 * A row with its wire strings made into what their kinds say; a new plain object, the row stays as it is. Of a model come
 * its wire fields alone.
 *
 * - `int`, `timestamp` (unix seconds) → number; a whole number beyond 2^53 stays a string, or is a `bigint` if asked
 * - `decimal` → stays a string, which is exact, unless `decimal` says otherwise
 * - `boolean01` → `true` or `false`
 * - `date`, `datetime` → `null` for the zero date (`0000-00-00 …`, or its unix seconds); other texts stay, unless `date` or
 *   `datetime` makes something of them
 * - `id` → string, also where the service sent a number
 *
 * `null` stays `null`; a text that is not of its kind (`'abc'` under `int`) stays as it is, or is refused if `strict`.
 * Kinds of fields that the row does not have are passed over.
 *
 * @example
 * ```ts
 * const row = coerce({ Stat: { clicks: '12', payout: '1.50' } }, { 'Stat.clicks': 'int', 'Stat.payout': 'decimal' });
 * row.Stat.clicks; // 12; row.Stat.payout is '1.50'
 * ```
 */
export const coerce = <
  Row extends object,
  const Kinds extends CoerceKinds,
  const Options extends CoerceOptions = CoerceOptions,
>(
  row: Row,
  kinds: Kinds,
  options?: Options,
): Coerced<Row, Kinds, Options> => coercing<Kinds, Options>(kinds, options)(row);
