/** The dates of generated rows lie in the year before this instant, so that a seed gives the same rows for ever. */
export const EPOCH = Date.UTC(2024, 2, 1);

/** A day in ms. */
export const DAY = 86_400_000;

/** `2024-03-01 08:00:00`; the network of the sandbox lives in UTC. */
export const dateTime = (instant: number): string => new Date(instant).toISOString().slice(0, 19).replace('T', ' ');

/** Unix seconds, as `modified` has them. */
export const unixSeconds = (instant: number): number => Math.floor(instant / 1000);

/** What the service writes for «never». */
export const NO_DATE = '0000-00-00 00:00:00';

/** What `NO_DATE` becomes where the service turns it into unix seconds. */
export const NO_DATE_SECONDS = -62_169_966_000;
