const ZERO = /^0000-00-00(?: 00:00:00)?$/;

/** The zero date as the service's clock writes it in unix seconds, in UTC. Seen: this one, and one 5 hours later. */
const ZERO_SECONDS = -62_169_984_000;
const FARTHEST_ZONE = 14 * 60 * 60;

/** Whether a date says that there is none: all zeros, or the unix seconds of that, whatever the network's zone. */
export const isZeroDate = (value: string | number): boolean =>
  typeof value === 'number' ? Math.abs(value - ZERO_SECONDS) <= FARTHEST_ZONE : ZERO.test(value);
