import { RxOffersError } from '../errors/base.js';
import { checkFlag, checkFunction, checkKeys, checkRecord } from '../protocol/validate.js';
import type { Coerced, CoerceKind, CoerceKinds, CoerceOptions } from './coerced.js';

const ZERO_DATE = /^0000-00-00(?: 00:00:00)?$/;

/** The zero date in unix seconds, in UTC. Recorded replies hold this value, and one that is 5 hours later. */
const ZERO_SECONDS = -62_169_984_000;
const MAX_ZONE_OFFSET = 14 * 60 * 60;

/** Whether a value is the zero date, which means "no date": all zeros, or their unix seconds in any time zone. */
const isZeroDate = (value: string | number): boolean =>
  typeof value === 'number' ? Math.abs(value - ZERO_SECONDS) <= MAX_ZONE_OFFSET : ZERO_DATE.test(value);

/** Marks a value that is not of its kind. */
const MISFIT = Symbol('rxoffers.misfit');

/** Converts a text or a number; {@link MISFIT} when it is not of the kind. */
type Converter = (value: string | number) => unknown;

const INTEGER = /^-?\d+$/;
const DECIMAL = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_TIME = /^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d:\d\d)?$/;

/** Turns `-0` into `0`. */
const positiveZero = (value: number): number => value + 0;

const integer =
  (bigint: boolean): Converter =>
  (value) => {
    if (typeof value === 'number') return Number.isInteger(value) ? value : MISFIT;
    if (!INTEGER.test(value)) return MISFIT;
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

/** A number in place of a date is unix seconds and stays a number: unlike the text, it does not depend on a time zone. */
const time =
  (shape: RegExp, convert: ((text: string) => unknown) | undefined): Converter =>
  (value) => {
    if (isZeroDate(value)) return null;
    if (typeof value === 'number') return value;
    if (isZeroDate(INTEGER.test(value) ? Number(value) : value)) return null;
    if (!shape.test(value)) return MISFIT;
    return convert ? convert(value) : value;
  };

const timestamp: Converter = (value) => {
  if (typeof value === 'string' && isZeroDate(value)) return null;
  const seconds = integer(false)(value);
  return typeof seconds === 'number' && isZeroDate(seconds) ? null : seconds;
};

const CONVERTERS: Readonly<Record<CoerceKind, (options: CoerceOptions) => Converter | undefined>> = {
  int: ({ bigint = false }) => integer(bigint),
  decimal: (options) => decimal(options.decimal),
  boolean01: () => flag,
  date: (options) => time(DATE, options.date),
  datetime: (options) => time(DATE_TIME, options.datetime),
  timestamp: () => timestamp,
  id: () => String,
  ...{ string: () => undefined, enum: () => undefined, array: () => undefined, object: () => undefined },
  plain: () => undefined,
};

/** The converter of a kind; `undefined` for a kind whose values stay unchanged. */
const converterOf = (field: string, kind: unknown, options: CoerceOptions): Converter | undefined => {
  if (typeof kind !== 'string' || !Object.hasOwn(CONVERTERS, kind))
    throw new TypeError(
      `coerce: the kind of ${field} should be one of ${Object.keys(CONVERTERS).join(', ')}, not ${JSON.stringify(kind) ?? typeof kind}`,
    );
  return CONVERTERS[kind as CoerceKind](options);
};

/** Kinds that are checked and ready for many rows. */
interface CompiledKinds {
  /** The converter of a field; `undefined` when it stays unchanged. */
  converterAt(path: string): Converter | undefined;
  /** Whether a field inside this one has a kind. */
  reachesBelow(path: string): boolean;
}

/** `Stat.payout@EUR` → `Stat.payout` */
const withoutCurrency = (path: string): string => path.split('@', 1)[0] ?? path;

const parentsOf = (path: string): string[] => {
  const parts = path.split('.');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
};

/** Checks kinds and creates their converters. */
const compileKinds = (kinds: unknown, options: CoerceOptions): CompiledKinds => {
  const converters = new Map(
    Object.entries(checkRecord('coerce: kinds', kinds)).map(([path, kind]) => [path, converterOf(path, kind, options)]),
  );
  const parents = new Set([...converters.keys()].flatMap(parentsOf));
  return {
    converterAt: (path) => converters.get(converters.has(path) ? path : withoutCurrency(path)),
    reachesBelow: (path) => parents.has(path),
  };
};

const OPTION_NAMES = Object.keys({
  decimal: true,
  date: true,
  datetime: true,
  bigint: true,
  strict: true,
} satisfies Record<keyof CoerceOptions, true>);
const LONGEST_SHOWN = 40;

const checkOptions = (options: unknown): CoerceOptions => {
  const { decimal, date, datetime, bigint, strict } = checkKeys('coerce: options', options, OPTION_NAMES);
  if (decimal !== undefined && decimal !== 'number' && typeof decimal !== 'function')
    throw new TypeError("coerce: decimal should be 'number' or a function");
  checkFunction('coerce: date', date);
  checkFunction('coerce: datetime', datetime);
  checkFlag('coerce: bigint', bigint);
  checkFlag('coerce: strict', strict);
  return options as CoerceOptions;
};

const isRow = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map);

const misfitError = (path: string, value: string | number): RxOffersError =>
  new RxOffersError(`${path} should hold a value of its kind, not ${JSON.stringify(value).slice(0, LONGEST_SHOWN)}`);

/** Creates the function that coerces one row. */
const createRowCoercer = ({ converterAt, reachesBelow }: CompiledKinds, strict: boolean) => {
  const convert = (path: string, value: unknown, converter: Converter): unknown => {
    if (typeof value !== 'string' && typeof value !== 'number') return value;
    const converted = converter(value);
    if (converted !== MISFIT) return converted;
    if (strict) throw misfitError(path, value);
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
    if (!isRow(row)) throw new TypeError('coerce: row should be an object');
    return fields(row, '');
  };
};

/**
 * `coerce` for many rows: `map(coercing(kinds, options))`. Checks the kinds and options once, when it is called.
 *
 * @throws TypeError for wrong kinds or options
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
  const coerceRow = createRowCoercer(compileKinds(kinds, checked), checked.strict ?? false);
  return <Row extends object>(row: Row) => coerceRow(row) as Coerced<Row, Kinds, Options>;
};

/**
 * Converts the wire strings of a row by their kinds. Returns a new plain object and leaves the row unchanged. Of a model, it
 * takes only the wire fields.
 *
 * - `int`, `timestamp` (unix seconds): a number; an integer beyond 2^53 stays a string, or becomes a `bigint` with that option
 * - `decimal`: stays a string, which is exact, unless the option `decimal` converts it
 * - `boolean01`: `true` or `false`
 * - `date`, `datetime`: `null` for the zero date (`0000-00-00 …` or its unix seconds); other texts stay strings, unless the
 *   option `date` or `datetime` converts them
 * - `id`: a string, even where the service sent a number
 *
 * `null` stays `null`. A text that is not of its kind (`'abc'` as `int`) stays unchanged, or throws with `strict`. Kinds of
 * fields that the row does not have are ignored.
 *
 * @throws TypeError for a row, kinds or options of the wrong type; RxOffersError with `strict`, for a value that is not of
 * its kind
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
