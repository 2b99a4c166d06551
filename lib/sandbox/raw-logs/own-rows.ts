import { checkKeys, checkRecord, kindOf, shown } from '../../protocol/validate.js';
import { instantOf } from '../reports/dates.js';
import { dateTime } from '../store/entity.js';
import { LOG_TYPES, type RawLogType } from './log-entry.js';

/** The text of a cell, or what becomes text: a date its time in UTC, `null` an empty cell. */
type CellValue = string | number | bigint | Date | null | undefined;

/**
 * A row of one's own in a raw log, by its columns. A column that it lacks is empty; one that the log lacks is added to its
 * file.
 */
export interface RawLogRow {
  /** The time of the row, in UTC: `YYYY-MM-DD HH:MM:SS`, or less precise, or a `Date`. It decides which file has the row. */
  readonly datetime: string | Date;
  readonly [column: string]: CellValue;
}

/** The same row as the sandbox keeps it. */
export type OwnRow = Readonly<Record<string, string>>;

const cellText = (label: string, value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date && !Number.isNaN(value.getTime())) return dateTime(value.getTime());
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return String(value);
  throw new TypeError(`${label} should be text, a number or null, not ${shown(value)}`);
};

const TIME = /^\d{4}-\d\d-\d\d( \d\d(:\d\d(:\d\d)?)?)?$/;

const checkTime = (label: string, value: unknown): void => {
  const isTime =
    value instanceof Date
      ? !Number.isNaN(value.getTime())
      : typeof value === 'string' && TIME.test(value) && !Number.isNaN(instantOf(value));
  if (!isTime) throw new TypeError(`${label} should be a time, YYYY-MM-DD HH:MM:SS or a Date, not ${shown(value)}`);
};

const ownRow = (label: string, row: unknown): OwnRow => {
  const cells = Object.entries(checkRecord(label, row));
  return Object.fromEntries(cells.map(([column, value]) => [column, cellText(`${label}.${column}`, value)]));
};

/** Checks and copies rows. @throws TypeError for what is no row */
export const ownRows = (label: string, rows: unknown): readonly OwnRow[] => {
  if (!Array.isArray(rows)) throw new TypeError(`${label} should be an array of rows, not ${kindOf(rows)}`);
  return rows.map((row, index) => ownRow(`${label}[${index}]`, row));
};

const timedRows = (label: string, rows: unknown): readonly OwnRow[] => {
  if (Array.isArray(rows))
    rows.forEach((row: unknown, index) =>
      checkTime(`${label}[${index}].datetime`, checkRecord(`${label}[${index}]`, row)['datetime']),
    );
  return ownRows(label, rows);
};

/** The rows of each type that has its own. */
export type RowsByType = Partial<Readonly<Record<RawLogType, readonly OwnRow[]>>>;

/** Checks and copies the rows of each type; those of a type that is absent are generated. @throws TypeError for what is no row */
export const ownRowsByType = (label: string, rows: unknown): RowsByType => {
  const types = checkKeys(label, rows, LOG_TYPES);
  const given = Object.entries(types).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([type, value]) => [type, timedRows(`${label}.${type}`, value)]));
};

const HOUR = 3_600_000;

const timeOf = (row: OwnRow): number => instantOf(row['datetime'] ?? '');

/** Sorts rows by time into the hours that files cover; the keys are the starts of the hours, in ms since 1970. */
export const byHour = (rows: readonly OwnRow[]): ReadonlyMap<number, readonly OwnRow[]> => {
  const hours = new Map<number, OwnRow[]>();
  for (const row of rows.toSorted((left, right) => timeOf(left) - timeOf(right))) {
    const hour = Math.floor(timeOf(row) / HOUR) * HOUR;
    hours.set(hour, [...(hours.get(hour) ?? []), row]);
  }
  return hours;
};

/** The columns of a file: those of its type, and further ones of its rows. */
export const columnsWith = (columns: readonly string[], rows: readonly OwnRow[]): readonly string[] => [
  ...new Set([...columns, ...rows.flatMap((row) => Object.keys(row))]),
];
