const DAY_MS = 86_400_000;

/**
 * The number of a day `YYYY-MM-DD`, counted from 1970-01-01; `undefined` for a day that the calendar lacks. UTC serves only
 * as a calendar: time zones and daylight saving play no part.
 */
export const dayNumber = (text: string): number | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const day = Date.parse(`${text}T00:00:00Z`) / DAY_MS;
  // Date.parse takes February 30 for a day in March.
  return Number.isInteger(day) && dayText(day) === text ? day : undefined;
};

/** The day of a number, as `YYYY-MM-DD`. */
export const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Whole days by number, both ends included. */
export interface DayRange {
  readonly first: number;
  readonly last: number;
}

/** How many days a range has. */
export const daysIn = ({ first, last }: DayRange): number => last - first + 1;

/** Cuts a range into ranges of at most `days` days, the earliest first. */
export const cutRange = ({ first, last }: DayRange, days: number): DayRange[] => {
  const parts: DayRange[] = [];
  for (let start = first; start <= last; start += days)
    parts.push({ first: start, last: Math.min(last, start + days - 1) });
  return parts;
};

/** Cuts a range of more than one day into two of the same length, or with one day more in the first. */
export const halve = (range: DayRange): DayRange[] => cutRange(range, Math.ceil(daysIn(range) / 2));
