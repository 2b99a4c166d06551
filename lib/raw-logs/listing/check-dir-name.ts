import { type DirSpan, dirSpan } from './dir-span.js';

/** Refuses what names no day, month or year; gives the days it stands for. */
export const checkDirName = (what: string, value: unknown): DirSpan => {
  if (typeof value !== 'string')
    throw new TypeError(`${what} should be a string: 'YYYYMMDD', 'YYYYMM' or 'YYYY', not ${shown(value)}`);
  const span = dirSpan(value);
  if (!span)
    throw new RangeError(`${what} should be a date: 'YYYYMMDD', 'YYYYMM' or 'YYYY', not ${shown(value.slice(0, 40))}`);
  return span;
};

const shown = (value: unknown): string => {
  if (typeof value === 'string') return `'${value}'`;
  return value === null || value === undefined ? String(value) : `a value of type ${typeof value}`;
};
