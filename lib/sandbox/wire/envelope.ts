import type { Json, JsonObject } from './json.js';
import { paramJson, type ParamMap } from './params.js';

/** An entry of `errors`, with the keys that were recorded. */
export interface ErrorEntry {
  readonly err_code?: number;
  readonly err_msg?: string;
  readonly attribute_name?: string;
  readonly publicMessage: string;
}

/** A refusal of a call; it becomes the `errors` of the reply. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly errors: readonly ErrorEntry[];

  constructor(errors: readonly ErrorEntry[]) {
    super(errors.map(({ publicMessage }) => publicMessage).join('\n'));
    this.errors = errors;
  }
}

/** A refusal in words that were recorded or are documented. */
export const refuse = (publicMessage: string): ApiFailure => new ApiFailure([{ publicMessage }]);

/** Refuses an unknown field; seen for `fields`, filters and sort alike. */
export const refuseField = (field: string): ApiFailure =>
  refuse(`Field '${field}' does not exist or is not allowed to be used.`);

/** Refuses an id without a row; seen for a missing affiliate, used for every row that a method needs. */
export const refuseMissingRow = (id: string): ApiFailure => refuse(`Failed to hydrate rows: ${id}`);

/** Refuses a call without a required parameter; seen for a missing id. */
export const refuseMissingArgument = (name: string): ApiFailure => refuse(`Missing required argument: ${name}`);

/**
 * A refusal of a case that the real service is known or supposed to refuse.
 *
 * @experimental The words are the sandbox's own: those of the service have never been seen.
 */
export const refuseInOurWords = refuse;

/** Thrown by a handler to answer like a gateway: with an HTTP status and an empty body instead of an envelope. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  readonly status: number;

  constructor(status: number) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}

/** The parameters of the call. The real service echoes the token too, which is why a client has to redact replies. */
const echo = (params: ParamMap): Json => {
  const { Target, ...rest } = Object.fromEntries(params);
  const fixed = { Target: Target ?? '', Format: 'json', Service: 'HasOffers', Version: '2' };
  return new Map<string, Json>([
    ...Object.entries(fixed).map(([key, value]) => [key, paramJson(value)] as const),
    ...Object.entries(rest).map(([key, value]) => [key, paramJson(value)] as const),
  ]);
};

/** The envelope of a successful call. */
export const successEnvelope = (params: ParamMap, data: Json): JsonObject => ({
  request: echo(params),
  response: { status: 1, httpStatus: 200, data, errors: [], errorMessage: null },
});

/** The envelope of a refused call. Its HTTP status is 200. */
export const failureEnvelope = (params: ParamMap, errors: readonly ErrorEntry[]): JsonObject => ({
  request: echo(params),
  response: {
    status: -1,
    httpStatus: 200,
    data: '',
    errors: errors.map((entry): JsonObject => ({ ...entry })),
    errorMessage: errors[0]?.publicMessage ?? null,
  },
});

/** The refusal of a wrong network, which has another shape: no echo, no status, and `errors` is an object. */
export const badNetworkEnvelope = (): JsonObject => ({
  response: { errors: { publicMessage: 'Network id is not valid' }, link: 'http://developers.hasoffers.com/' },
});
