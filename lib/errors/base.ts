/**
 * Base class of the errors of this library. Wrong arguments are a `TypeError` or `RangeError` instead: they are a bug
 * in the calling code, not a failure at run time.
 */
export class RxOffersError extends Error {
  override readonly name: string = 'RxOffersError';
}

/** The buffer of a slow consumer exceeded its cap, because the source did not wait for the consumer's demand. */
export class BufferOverflowError extends RxOffersError {
  override readonly name = 'BufferOverflowError';
  /** The cap, in elements. */
  readonly maxBuffer: number;
  /** Whether any source received this consumer's demand. */
  readonly heard: boolean;

  constructor(maxBuffer: number, heard: boolean) {
    super(
      `The consumer is more than ${maxBuffer} elements behind. ${
        heard
          ? 'A source follows its demand, but an operator in between buffers too much: use mergeMap or concatMap of rxoffers/operators.'
          : 'No source follows its demand: use iterate((demand) => …) and pass { demand } to the source.'
      }`,
    );
    this.maxBuffer = maxBuffer;
    this.heard = heard;
  }
}
