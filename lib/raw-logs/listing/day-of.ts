const DAY = 24 * 60 * 60 * 1000;
const FIRST = Date.UTC(1970, 0, 1);
const LAST = Date.UTC(9999, 11, 31);

/**
 * Name (`YYYYMMDD`) of the day in UTC that an instant (ms) falls on, or of one so many days later. What lies outside of
 * the years 1970 to 9999 is taken for their first or last day, so that names can be compared as texts.
 */
export const dayOf = (time: number, later = 0): string =>
  new Date(Math.min(Math.max(time + later * DAY, FIRST), LAST)).toISOString().slice(0, 10).replaceAll('-', '');
