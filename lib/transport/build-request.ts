import { formEncode } from '../protocol/form-encode.js';
import type { Pair } from '../protocol/pair.js';
import type { ApiRequest } from './api-request.js';
import type { Proof } from './credentials/proof.js';

/** A call as HTTP sends it. */
export interface HttpCall {
  readonly verb: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Longest URL of a read; the service refuses much longer ones, and a form does the same. */
const MAX_URL = 2_000;

const withQuery = (endpoint: string, query: string): string =>
  `${endpoint}${endpoint.includes('?') ? '&' : '?'}${query}`;

/** A URL is written down on its way, a body is not. */
const hasPassword = ({ pairs }: ApiRequest): boolean => pairs.some(([name]) => /passw/i.test(name));

/**
 * A read is a GET with everything in the query. A write, a read whose URL would grow too long, and one that carries a
 * password (`checkPassword`) is a form-encoded POST to the bare endpoint, so that passwords stay out of URLs. An upload must have its parameters in the query
 * (row 135): the one URL of a write with a token.
 */
export const buildRequest = (endpoint: string, proof: Omit<Proof, 'secrets'>, request: ApiRequest): HttpCall => {
  const pairs: Pair[] = [...proof.pairs, ['Target', request.target], ['Method', request.method], ...request.pairs];
  const query = formEncode(pairs);
  const url = withQuery(endpoint, query);
  const headers = { accept: 'application/json', 'accept-encoding': 'gzip', ...proof.headers };
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
