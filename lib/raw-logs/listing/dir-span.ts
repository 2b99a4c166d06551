/** The days that the name of a dir stands for, as names of days (`YYYYMMDD`), both included. */
export interface DirSpan {
  readonly first: string;
  readonly last: string;
}

const NAME = /^(\d{4})(?:(0[1-9]|1[0-2])(\d{2})?)?$/;

/** The calendar repeats every 400 years; `Date.UTC` takes the years below 100 for others. */
const daysIn = (year: number, month: number): number => new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

/** What `YYYYMMDD`, `YYYYMM` or `YYYY` stands for; `undefined` for a text that is no such date. */
export const dirSpan = (name: string): DirSpan | undefined => {
  const [, year, month, day] = NAME.exec(name) ?? [];
  if (year === undefined || year === '0000') return undefined;
  if (month === undefined) return { first: `${year}0101`, last: `${year}1231` };
  const days = daysIn(Number(year), Number(month));
  if (day === undefined) return { first: `${name}01`, last: `${name}${days}` };
  return Number(day) >= 1 && Number(day) <= days ? { first: name, last: name } : undefined;
};

/** Whether a text is the name of one day. */
export const isDayName = (name: string): boolean => name.length === 8 && dirSpan(name) !== undefined;
