/**
 * The root of every error this library raises on purpose. Wrong arguments are `TypeError` or `RangeError` instead:
 * they are the caller's bug, not an event of the network.
 */
export class RxOffersError extends Error {
  override readonly name: string = 'RxOffersError';
}
