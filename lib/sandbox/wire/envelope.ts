import type { Json, JsonObject } from './json.js';
import { type ParamMap, paramJson } from './params.js';

/** An entry of `errors`, with the keys that were recorded. */
export interface ErrorEntry {
  readonly err_code?: number;
  readonly err_msg?: string;
  readonly attribute_name?: string;
  readonly publicMessage: string;
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
