import { formEncode } from '../protocol/form-encode.js';
import type { Pair } from '../protocol/pair.js';
import type { ApiRequest } from './api-request.js';

/** A call as HTTP sends it. */
export interface HttpCall {
  readonly verb: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Who asks, and where. */
export interface Credentials {
  readonly endpoint: string;
  readonly networkId: string;
  readonly networkToken: string;
}

/** Longest URL of a read; the service refuses much longer ones, and a form does the same. */
const MAX_URL = 2_000;

const withQuery = (endpoint: string, query: string): string =>
  `${endpoint}${endpoint.includes('?') ? '&' : '?'}${query}`;

/**
 * A read is a GET with everything in the query. A write, or a read whose URL would grow too long, is a form-encoded POST
 * to the bare endpoint, so that token and passwords stay out of URLs. An upload must have its parameters in the query
 * (row 135): the one URL of a write with a token.
 */
export const buildRequest = ({ endpoint, networkId, networkToken }: Credentials, request: ApiRequest): HttpCall => {
  const pairs: Pair[] = [
    ['NetworkToken', networkToken],
    ['NetworkId', networkId],
    ['Target', request.target],
    ['Method', request.method],
    ...request.pairs,
  ];
  const query = formEncode(pairs);
  const url = withQuery(endpoint, query);
  const headers = { accept: 'application/json', 'accept-encoding': 'gzip' };
  if (request.upload) return { verb: 'POST', url, headers, body: undefined };
  if (request.kind === 'read' && url.length <= MAX_URL) return { verb: 'GET', url, headers, body: undefined };
  return {
    verb: 'POST',
    url: endpoint,
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: query,
  };
};
