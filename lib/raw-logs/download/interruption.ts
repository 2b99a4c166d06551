/** A failure of a connection that another attempt may mend. Internal: it never leaves the download. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
  /** What the caller is told when no attempt is left. */
  readonly error: Error;
  /** What the server asked to wait, ms. */
  readonly retryAfter: number | undefined;

  constructor(error: Error, retryAfter?: number) {
    super(error.message);
    this.error = error;
    this.retryAfter = retryAfter;
  }
}
