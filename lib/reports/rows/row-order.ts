import { columnKind } from './column-kind.js';
import { compareDecimals, parseDecimal } from './decimal.js';
import { type Cell, cellOf, type WireRow } from './report-row.js';

const NUMERIC: readonly (string | undefined)[] = ['id', 'int', 'decimal'];

const order = (left: string, right: string): number => (left === right ? 0 : left < right ? -1 : 1);

const compareNumbers = (left: string, right: string): number => {
  const [a, b] = [parseDecimal(left), parseDecimal(right)];
  return a && b ? compareDecimals(a, b) : order(left, right);
};

/** As the service's database does: what is null first, numbers exactly as numbers, text of any case. */
const compareCells = (left: Cell, right: Cell, isNumeric: boolean): number => {
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  return isNumeric ? compareNumbers(left, right) : order(left.toLowerCase(), right.toLowerCase());
};

/** Makes the comparison of two rows by the columns of a sort. */
export const rowOrder = (
  sort: readonly { readonly field: string; readonly descending: boolean }[],
): ((left: WireRow, right: WireRow) => number) => {
  const criteria = sort.map(({ field, descending }) => ({
    field,
    sign: descending ? -1 : 1,
    isNumeric: NUMERIC.includes(columnKind(field)),
  }));
  return (left, right) => {
    for (const { field, sign, isNumeric } of criteria) {
      const difference = compareCells(cellOf(left, field), cellOf(right, field), isNumeric);
      if (difference !== 0) return difference * sign;
    }
    return 0;
  };
};
