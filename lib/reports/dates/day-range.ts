/** Whole days by number (see calendar-day.ts), both ends included. */
export interface DayRange {
  readonly first: number;
  readonly last: number;
}

/** How many days a range has. */
export const daysIn = ({ first, last }: DayRange): number => last - first + 1;

/** Cuts a range into ranges of at most so many days, the earliest first. */
export const cutRange = ({ first, last }: DayRange, days: number): DayRange[] => {
  const parts: DayRange[] = [];
  for (let start = first; start <= last; start += days)
    parts.push({ first: start, last: Math.min(last, start + days - 1) });
  return parts;
};

/** Cuts a range of more than one day into two of the same length, or with one day more in the first. */
export const halve = (range: DayRange): DayRange[] => cutRange(range, Math.ceil(daysIn(range) / 2));
