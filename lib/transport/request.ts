import type { Decoded } from '../protocol/ordered-json.js';
import { formEncode, type Pair } from '../protocol/params.js';
import type { AuthParams } from './auth/authenticator.js';
import type { HttpCall } from './http.js';
import type { Upload } from './upload.js';

/** One call of the API, encoded but not yet authenticated. */
export interface ApiRequest {
  readonly target: string;
  readonly method: string;
  /** Parameters in order, without token, network id, target and method. */
  readonly pairs: readonly Pair[];
  /** A write is repeated only when it certainly did not reach the server. */
  readonly kind: 'read' | 'write';
  /** The caller splits a call that is too heavy for the service: HTTP 504 is then not repeated. */
  readonly divisible?: boolean;
  /** Takes the data of a reply. An error it throws is one of the call: a passing `ProtocolError` repeats a read. */
  readonly accept?: ((data: Decoded) => void) | undefined;
  /** A file to send with the call (`OfferFile.create`). */
  readonly upload?: Upload;
}

/** Longest URL of a read. Longer ones are sent as a form, which the service accepts for any method. */
const MAX_URL = 2_000;

const withQuery = (endpoint: string, query: string): string =>
  `${endpoint}${endpoint.includes('?') ? '&' : '?'}${query}`;

const hasPassword = ({ pairs }: ApiRequest): boolean => pairs.some(([name]) => /passw/i.test(name));

/**
 * Builds the HTTP request of a call. A read is a GET with everything in the query. A write is a form-encoded POST to the
 * bare endpoint, and so is a read whose URL would be too long or that carries a password (`checkPassword`): URLs get
 * logged on their way, bodies do not. The service takes the parameters of an upload only from the query (seen in a
 * recorded call), so an upload is the one write with a token in its URL.
 */
export const createRequest = (endpoint: string, auth: Omit<AuthParams, 'secrets'>, request: ApiRequest): HttpCall => {
  const pairs: Pair[] = [...auth.pairs, ['Target', request.target], ['Method', request.method], ...request.pairs];
  const query = formEncode(pairs);
  const url = withQuery(endpoint, query);
  const headers = { accept: 'application/json', 'accept-encoding': 'gzip', ...auth.headers };
  if (request.upload) return { verb: 'POST', url, headers, body: undefined };
  const fitsUrl = url.length <= MAX_URL && !hasPassword(request);
  if (request.kind === 'read' && fitsUrl) return { verb: 'GET', url, headers, body: undefined };
  return {
    verb: 'POST',
    url: endpoint,
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: query,
  };
};
