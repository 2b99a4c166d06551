import type { Json, JsonObject } from './json.js';
import { paramJson } from './params.js';
import type { ParamMap } from './params.js';

/** One entry of `errors`, in the keys that were recorded. */
export interface ErrorEntry {
  readonly err_code?: number;
  readonly err_msg?: string;
  readonly attribute_name?: string;
  readonly publicMessage: string;
}

/** What was asked, token and all: the real service echoes it, which is why clients have to redact. */
const echo = (params: ParamMap): Json => {
  const { Target, ...rest } = Object.fromEntries(params);
  const fixed = { Target: Target ?? '', Format: 'json', Service: 'HasOffers', Version: '2' };
  return new Map<string, Json>([
    ...Object.entries(fixed).map(([key, value]) => [key, paramJson(value)] as const),
    ...Object.entries(rest).map(([key, value]) => [key, paramJson(value)] as const),
  ]);
};

/** A reply of the service that says yes. */
export const successEnvelope = (params: ParamMap, data: Json): JsonObject => ({
  request: echo(params),
  response: { status: 1, httpStatus: 200, data, errors: [], errorMessage: null },
});

/** A reply of the service that says no; HTTP knows nothing of it. */
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

/** The one refusal of another shape: no echo, no status, `errors` an object. */
export const badNetworkEnvelope = (): JsonObject => ({
  response: { errors: { publicMessage: 'Network id is not valid' }, link: 'http://developers.hasoffers.com/' },
});
