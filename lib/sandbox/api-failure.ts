import type { ErrorEntry } from './wire/envelope.js';

/** A handler's refusal: becomes the `errors` of the reply. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly errors: readonly ErrorEntry[];

  constructor(errors: readonly ErrorEntry[]) {
    super(errors.map(({ publicMessage }) => publicMessage).join('\n'));
    this.errors = errors;
  }
}

/** A refusal of one sentence. */
export const refuse = (publicMessage: string): ApiFailure => new ApiFailure([{ publicMessage }]);

/** Seen for a field that is unknown, in `fields`, filters and sort alike. */
export const refuseField = (field: string): ApiFailure =>
  refuse(`Field '${field}' does not exist or is not allowed to be used.`);

/** Seen for an affiliate that is not there; used for every row a write needs and does not find. */
export const refuseMissingRow = (id: string): ApiFailure => refuse(`Failed to hydrate rows: ${id}`);

/** Seen for a call without its id. */
export const refuseMissingArgument = (name: string): ApiFailure => refuse(`Missing required argument: ${name}`);
