import { catchError, defer, finalize, from, map, mergeMap, type Observable, tap, throwError } from 'rxjs';
import type { Dispatcher } from 'undici';
import { methodOf, parameterNames } from '../catalog/methods.js';
import type { Decoded } from '../protocol/ordered-json.js';
import { formEncode, type Pair } from '../protocol/params.js';
import type { AuthParams } from './auth/authenticator.js';
import type { ClientEvent } from './events.js';
import { type HttpCall, exchange, type HttpReply } from './http.js';
import { mapError } from './map-error.js';
import type { NormalizedOptions } from './normalize-options.js';
import { secretParams, type SecretKeeper } from './redactor.js';
import { parseReply, type Reply, requestIdOf } from './reply.js';
import type { Upload, UploadBody, Uploads } from './upload.js';

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

/** Parameters that say who calls, what is called, and how the reply is written. */
const RESERVED = [
  ...['Target', 'Method', 'NetworkToken', 'NetworkId', 'IntegratorId', 'api_key', 'Format', 'Service', 'Version'],
] as const;

/**
 * The names that PHP may read in that of a parameter: it drops leading spaces and brackets, and knows neither dots nor spaces.
 * A bracket that nothing closes is one more of those: `api[key` is `api_key`.
 */
const readNames = (name: string): string[] => {
  const text = name.replace(/^ +|\0[^]*$/g, '');
  const cut = text.replace(/\[[^]*$/, '');
  const isOpen = cut !== text && !text.includes(']', cut.length);
  return (isOpen ? [cut, text] : [cut]).map((read) => read.replace(/[ .[]/g, '_'));
};

/**
 * Refuses a parameter with the name of one that the request has itself: the service would take the last of the two, and call
 * another method or for another network. A method may have one of its own, such as `Application.findAffiliateApiKey` an
 * `api_key`. Other spellings than those of the service are refused where the catalog knows the parameters of the method.
 *
 * @throws TypeError that does not quote the value.
 */
export const checkReserved = ({ target, method, pairs }: ApiRequest): void => {
  const isListed = methodOf(target, method) !== undefined;
  const fold = (name: string): string => (isListed ? name.toLowerCase() : name);
  for (const read of pairs.flatMap(([name]) => readNames(name))) {
    const reserved = RESERVED.find((known) => fold(known) === fold(read));
    if (reserved === undefined || ownNames(target, method).includes(read)) continue;
    throw new TypeError(`${target}.${method}: ${reserved} should not be a parameter, since the request itself has it`);
  }
};

const ownNames = (target: string, method: string): readonly string[] =>
  parameterNames(target, method).map((name) => name.replace(/\?$/, ''));

const withQuery = (endpoint: string, query: string): string =>
  `${endpoint}${endpoint.includes('?') ? '&' : '?'}${query}`;

const hasPassword = ({ pairs }: ApiRequest): boolean => {
  const isPassword = secretParams(pairs, /passw/i);
  return pairs.some(([name]) => isPassword(name));
};

/**
 * Builds the HTTP request of a call. A read is a GET with everything in the query. A write is a form-encoded POST to the
 * bare endpoint, and so is a read whose URL would be too long or that carries a password (`checkPassword`), and with
 * `readsInUrl: false` every read: URLs get
 * logged on their way, bodies do not. The service takes the parameters of an upload only from the query (seen in a
 * recorded call), so an upload is the one write with a token in its URL.
 */
export const createRequest = (
  { endpoint, readsInUrl }: Pick<NormalizedOptions, 'endpoint' | 'readsInUrl'>,
  auth: Omit<AuthParams, 'secrets'>,
  request: ApiRequest,
): HttpCall => {
  const pairs: Pair[] = [...auth.pairs, ['Target', request.target], ['Method', request.method], ...request.pairs];
  const query = formEncode(pairs);
  const url = withQuery(endpoint, query);
  const headers = { accept: 'application/json', 'accept-encoding': 'gzip', ...auth.headers };
  if (request.upload) return { verb: 'POST', url, headers, body: undefined };
  const fitsUrl = readsInUrl && url.length <= MAX_URL && !hasPassword(request);
  if (request.kind === 'read' && fitsUrl) return { verb: 'GET', url, headers, body: undefined };
  return {
    verb: 'POST',
    url: endpoint,
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: query,
  };
};

/** Sends a call once, with its auth params. */
export type Sender = (request: ApiRequest, attempt: number, auth: AuthParams) => Observable<Reply>;

interface SenderParts {
  /** Emits an event, which is made only if anyone listens. */
  readonly report: (make: () => ClientEvent) => void;
  readonly keeper: SecretKeeper;
  readonly uploads: Uploads;
}

/** Creates the sender of one client: builds the request, sends it, parses the reply, maps errors. */
export const createSender = (
  options: NormalizedOptions,
  dispatcher: Dispatcher,
  { report, keeper, uploads }: SenderParts,
): Sender => {
  const { timeout, minTransferRate, maxReplyBytes, maxReplyDepth, maxReplyValues } = options;
  const limits = { ...timeout, minRate: minTransferRate };

  return (request, attempt, auth) => {
    const redactor = keeper.redactorOf(auth.secrets).with(request.pairs);
    const name = { target: request.target, method: request.method };
    const call = createRequest(options, auth, request);
    const started = performance.now();

    const reportReply = ({ status, headers, text }: HttpReply): void =>
      report(() => ({
        type: 'reply',
        ...name,
        status,
        duration: Math.round(performance.now() - started),
        requestId: requestIdOf(headers, redactor),
        body: () => redactor.text(text),
      }));

    const send = (body?: UploadBody): Observable<HttpReply> => {
      report(() => ({ type: 'request', ...name, attempt, verb: call.verb, params: redactor.pairs(request.pairs) }));
      return exchange(call, body, { dispatcher, limits, maxReplyBytes }).pipe(
        catchError((error: unknown) => {
          const failure = body?.failure();
          // What the source of an upload failed with is as it is: it is no failure of the connection.
          if (failure) return throwError(() => failure.error);
          return throwError(() => mapError(error, `${name.target}.${name.method}`, timeout, redactor.text));
        }),
      );
    };

    // Each attempt builds its own form, since a stream can be sent only once. A missing file fails here.
    const sendUpload = (upload: Upload): Observable<HttpReply> =>
      defer(() => {
        const opening = uploads.open(upload);
        const close = (): void =>
          void opening.then(
            (body) => body.close(),
            () => undefined,
          );
        return from(opening).pipe(mergeMap(send), finalize(close));
      });

    return (request.upload ? sendUpload(request.upload) : send()).pipe(
      tap(reportReply),
      map((reply) => parseReply(reply, request, { redactor, maxReplyDepth, maxReplyValues })),
      // Whatever text of the reply an error quotes passes here.
      catchError((error: unknown) => throwError(() => redactor.error(error))),
    );
  };
};
