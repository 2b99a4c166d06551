import type { Json } from '../wire/json.js';

const numberOf = (value: Json): number => {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
};

const textOf = (value: Json): string => (typeof value === 'object' ? '' : String(value)).toLowerCase();

const order = (left: string, right: string): number => (left === right ? 0 : left < right ? -1 : 1);

/** Compares with `right` as the service's database does: numbers as numbers, the rest as text of any case. */
export const comparingTo = (right: Json): ((left: Json) => number) => {
  const number = numberOf(right);
  const text = textOf(right);
  return (left) => {
    const difference = numberOf(left) - number;
    return Number.isNaN(difference) ? order(textOf(left), text) : difference;
  };
};

/** The same for sorting: what is null comes first. */
export const compareForSort = (left: Json, right: Json): number => {
  if (left === null && right === null) return 0;
  if (left === null) return -1;
  return right === null ? 1 : comparingTo(right)(left);
};
