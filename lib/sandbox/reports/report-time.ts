import { DAY, dateTime } from '../data/dates.js';

const HOUR = 3_600_000;

/** The instant of `2024-03-01`, `2024-03-01 08` or `2024-03-01 08:00:00`; `NaN` for what is no date. */
export const instantOf = (time: string): number =>
  Date.parse(`${time.slice(0, 10)}T${time.slice(11).padEnd(2, '0').padEnd(8, ':00:00')}Z`);

/** Moves a time by hours and keeps its precision; what is no date stays as it is. */
export const shiftTime = (time: string, hours: number): string => {
  const instant = hours === 0 ? NaN : instantOf(time) + hours * HOUR;
  return Number.isNaN(instant) ? time : dateTime(instant).slice(0, time.length);
};

/** The week of ISO 8601, from 1 to 53. Invented: how the service counts weeks was never seen. */
const weekOf = (time: string): string => {
  const day = new Date(instantOf(time.slice(0, 10)));
  if (Number.isNaN(day.getTime())) return '0';
  // The Thursday of a week decides which year it belongs to.
  const thursday = day.getTime() + (3 - ((day.getUTCDay() + 6) % 7)) * DAY;
  const first = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return String(1 + Math.floor((thursday - first) / DAY / 7));
};

const number = (digits: string): string => String(Number(digits));

/** What a report says of a time, by the name of its field. */
export const TIME_PARTS: Readonly<Record<string, (time: string) => string>> = {
  date: (time) => time.slice(0, 10),
  datetime: (time) => time,
  hour: (time) => number(time.slice(11, 13)),
  month: (time) => number(time.slice(5, 7)),
  week: weekOf,
  year: (time) => number(time.slice(0, 4)),
};
