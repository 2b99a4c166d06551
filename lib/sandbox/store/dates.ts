/** Generated rows are dated in the year before this instant, so that a seed always gives the same rows. */
export const EPOCH = Date.UTC(2024, 2, 1);

/** A day, in ms. */
export const DAY = 86_400_000;

/** An instant as `2024-03-01 08:00:00`; the time zone of the sandbox's network is UTC. */
export const dateTime = (instant: number): string => new Date(instant).toISOString().slice(0, 19).replace('T', ' ');

/** An instant in Unix seconds, as `modified` has it. */
export const unixSeconds = (instant: number): number => Math.floor(instant / 1000);

/** The date that the service writes for "never". */
export const NO_DATE = '0000-00-00 00:00:00';

/** `NO_DATE` where the service converts it to Unix seconds; seen in recorded replies. */
export const NO_DATE_SECONDS = -62_169_966_000;
