import type { Pair, Parameter } from './params.js';
import { type TimeZone, writeDate } from './time-zone.js';

/** What a call says about the values of its parameters. */
interface Writing {
  /** The network's time zone, in which dates are written. */
  readonly zone: TimeZone;
  /** In a write, a `null` clears a field; in a read it says nothing. */
  readonly kind: 'read' | 'write';
}

/** Parameters that hold rows; `account` and `user` are those of signups. */
const ROWS = /^(?:data|account|user)\[/;

/** Whether a value is a field of a row, and not an element of a list: `data[goals][0][name]`, not `data[goals][]`. */
const isField = (parameter: string): boolean => ROWS.test(parameter) && !/\[\d*\]$/.test(parameter);

const namesIn = (parameter: string): string[] => parameter.split(/[[\]]+/).filter((part) => part !== '');

/** The field or parameter that a value is of: `date` of `filters[OR][Stat.date][BETWEEN]`, of `data[date]`, and of `date`. */
const fieldOf = (parameter: string): string => {
  const names = namesIn(parameter);
  const isFilter = names[0] === 'filters' && names.length > 1;
  const field = isFilter ? names[names[1] === 'OR' ? 2 : 1] : names.findLast((name) => !/^\d+$/.test(name));
  return (field ?? parameter).split('.').at(-1) ?? parameter;
};

/**
 * `null` clears a field of a row: the service takes a parameter without a value for that. It has no other form, so
 * anywhere else in a write it is refused rather than left out.
 */
const writeNull = (name: string, kind: Writing['kind']): Pair[] => {
  if (name.startsWith('filters[')) throw new TypeError(`${name} should not be null: it would match everything`);
  if (kind === 'read') return [];
  if (isField(name)) return [[name, '']];
  throw new TypeError(`${name} should not be null, which only clears a field of data: leave it out, or pass ''`);
};

/**
 * Gives dates and nulls their form on the wire.
 *
 * @throws TypeError for a `null` without such a form.
 */
export const writeParameters = (parameters: readonly Parameter[], { zone, kind }: Writing): Pair[] => {
  // `updateField` names the field of its value in another parameter.
  const fieldOfValue = parameters.find(([name]) => name === 'field')?.[1];
  const named = (name: string): string =>
    name === 'value' && typeof fieldOfValue === 'string' ? fieldOfValue : fieldOf(name);
  return parameters.flatMap(([name, value]): Pair[] => {
    if (value === null) return writeNull(name, kind);
    return [[name, typeof value === 'string' ? value : writeDate(zone, named(name), value)]];
  });
};
