import { DAY } from './entity.js';

/** The days that have data. */
export interface Era {
  /** The start of the first day in UTC, ms since 1970. */
  readonly start: number;
  /** How many days there are, at least one. */
  readonly days: number;
}

/** The name of the day of an instant, such as `20160909`. The time zone of the sandbox's network is UTC. */
export const dayName = (instant: number): string => new Date(instant).toISOString().slice(0, 10).replaceAll('-', '');

/** The start of a day in ms since 1970; `undefined` for a name that is not a day. */
export const dayStart = (name: string): number | undefined => {
  const [, year = '', month = '', day = ''] = /^(\d{4})(\d\d)(\d\d)$/.exec(name) ?? [];
  const instant = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // Date.UTC turns `20160231` into a day of March.
  return year !== '' && dayName(instant) === name ? instant : undefined;
};

/** The instants of `count` days in a row. */
export const daysFrom = (start: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => start + index * DAY);

/** How many days have data unless options say otherwise. */
const USUAL_DAYS = 3;

/** The options that an era follows. */
interface EraOptions {
  readonly from?: string | undefined;
  readonly days?: number | undefined;
  readonly rawLogs?: { readonly from?: string | undefined; readonly days?: number | undefined } | undefined;
}

/** The era of the options; the days of the raw logs count where the sandbox itself has none, and else the last days before `now`. */
export const eraOf = ({ from, days, rawLogs = {} }: EraOptions, now: number): Era => {
  const count = days ?? (rawLogs.days || USUAL_DAYS);
  const first = dayStart(from ?? rawLogs.from ?? '');
  // A clock of a test may begin at 0; files before 1970 would have odd names.
  return { start: first ?? Math.max(0, Math.floor(now / DAY) - count) * DAY, days: count };
};
