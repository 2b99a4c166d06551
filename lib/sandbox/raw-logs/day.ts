import { DAY } from '../data/dates.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `20160909`, the name of the folder of an instant; the network of the sandbox lives in UTC. */
export const dirNameOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10).replaceAll('-', '');

/** When a day begins, ms since 1970; `undefined` for a name that is no day. */
export const dayStart = (dirName: string): number | undefined => {
  const [, year = '', month = '', day = ''] = /^(\d{4})(\d\d)(\d\d)$/.exec(dirName) ?? [];
  const instant = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // `20160231` would otherwise be a day of March.
  return year !== '' && dirNameOf(instant) === dirName ? instant : undefined;
};

/** `Sep 9, 2016` */
export const dayName = (instant: number): string => {
  const date = new Date(instant);
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
};

/** `Sep 9, 2016 - 09:00 am` */
export const hourName = (instant: number): string => {
  const date = new Date(instant);
  const hours = date.getUTCHours();
  const clock = [hours % 12 || 12, date.getUTCMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
  return `${dayName(instant)} - ${clock} ${hours < 12 ? 'am' : 'pm'}`;
};

/** The days from one on. */
export const daysFrom = (start: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => start + index * DAY);
