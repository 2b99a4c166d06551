import type { Readable } from 'node:stream';
import { formEncode, type Pair } from '../protocol/params.js';
import type { AuthParams } from './auth/credentials.js';

/** A file to upload: a path, its bytes, or a factory that opens it anew for each attempt. */
export type UploadSource = string | Buffer | Blob | (() => Readable);

/** One call of the API, encoded but not yet authenticated. */
export interface ApiRequest {
  readonly target: string;
  readonly method: string;
  /** Parameters in order, without token, network id, target and method. */
  readonly pairs: readonly Pair[];
  /** A write is repeated only when it surely did not reach the server. */
  readonly kind: 'read' | 'write';
  /** The caller asks for less when the service finds this too heavy: HTTP 504 is then not repeated. */
  readonly divisible?: boolean;
  /** A file to send with the call (`OfferFile.create`). */
  readonly upload?: Upload;
}

export interface Upload {
  readonly source: UploadSource;
  /** Name of the part (`data[filename]`); the part's own file name is that of the source. */
  readonly partName: string;
  readonly fileName: string;
}

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
export const createRequest = (endpoint: string, proof: Omit<AuthParams, 'secrets'>, request: ApiRequest): HttpCall => {
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
