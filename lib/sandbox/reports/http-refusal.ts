/** Thrown by a handler whose answer is an HTTP status with an empty body, as a gateway gives it, and no envelope. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  readonly status: number;

  constructor(status: number) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}
