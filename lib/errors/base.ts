/**
 * The root of every error this library raises on purpose. Wrong arguments are `TypeError` or `RangeError` instead:
 * they are the caller's bug, not an event of the network.
 */
export class RxOffersError extends Error {
  override readonly name: string = 'RxOffersError';
}

/** A buffer in front of a slow consumer passed its cap, because the demand did not reach the source. */
export class BufferOverflowError extends RxOffersError {
  override readonly name = 'BufferOverflowError';
  /** The cap that was passed, elements. */
  readonly maxBuffer: number;
  /** Whether any source heard this consumer's demand at all. */
  readonly heard: boolean;

  constructor(maxBuffer: number, heard: boolean) {
    super(
      `The consumer is more than ${maxBuffer} elements behind. ${
        heard
          ? 'A source heard its demand, but an operator between them hoards: use drainMap instead of concatMap or mergeMap.'
          : 'No source heard its demand: use iterate((demand) => …) and pass { demand } to the source.'
      }`,
    );
    this.maxBuffer = maxBuffer;
    this.heard = heard;
  }
}
