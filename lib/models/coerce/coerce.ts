import { RxOffersError } from '../../errors/rx-offers-error.js';
import { checkKeys } from '../../protocol/check-keys.js';
import type { CoerceKinds, CoerceOptions } from './coerce-options.js';
import type { Coerced } from './coerced.js';
import { compileKinds, type CompiledKinds } from './compile-kinds.js';
import { type Converter, MISFIT } from './convert-value.js';

const KNOWN = ['decimal', 'date', 'datetime', 'bigint', 'strict'];
const LONGEST_SHOWN = 40;

const checkFunction = (name: string, value: unknown): void => {
  if (value !== undefined && typeof value !== 'function') throw new TypeError(`${name} should be a function of a text`);
};

const checkFlag = (name: string, value: unknown): void => {
  if (value !== undefined && typeof value !== 'boolean') throw new TypeError(`${name} should be true or false`);
};

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

const isRecord = (value: unknown): value is object =>
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
        return [name, isRecord(value) && reachesBelow(path) ? fields(value, `${path}.`) : value];
      }),
    );
  return (row: unknown): object => {
    if (!isRecord(row)) throw new TypeError('The row should be an object');
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
