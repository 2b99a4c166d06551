import {
  catchError,
  defer,
  filter,
  from,
  map,
  mergeMap,
  type Observable,
  of,
  tap,
  throwError,
  throwIfEmpty,
} from 'rxjs';
import { TokenError } from '../../errors/network-errors.js';
import type { Pair } from '../../protocol/params.js';
import { checkText } from '../../protocol/validate.js';
import { isTokenRefusal } from '../refusal-words.js';
import type { Authorize, Integrator } from './integrator.js';

/** A token, or a function that returns it and is called for each call. */
export type TokenSource = string | (() => string | PromiseLike<string>);

/** The credentials of a client, of one of three kinds. */
export type Credentials =
  | { readonly kind: 'network token'; readonly networkId: string; readonly networkToken: TokenSource }
  | { readonly kind: 'api key'; readonly networkId: string; readonly apiKey: TokenSource }
  | { readonly kind: 'integrator'; readonly networkId: string; readonly integrator: Integrator };

/** The part of a request that authenticates it. */
export interface AuthParams {
  /** Parameters, in front of those of the call. */
  readonly pairs: readonly Pair[];
  readonly headers: Readonly<Record<string, string>>;
  /** The values that must never be shown. */
  readonly secrets: readonly string[];
}

const networkTokenParams = (networkId: string, networkToken: string): AuthParams => ({
  pairs: [
    ['NetworkToken', networkToken],
    ['NetworkId', networkId],
  ],
  headers: {},
  secrets: [networkToken],
});

const apiKeyParams = (networkId: string, apiKey: string): AuthParams => ({
  pairs: [
    ['api_key', apiKey],
    ['NetworkId', networkId],
  ],
  headers: {},
  secrets: [apiKey],
});

/** An access token is sent in a header, so it is in no URL. */
const integratorParams = (networkId: string, integratorId: string, token: string): AuthParams => ({
  pairs: [
    ['NetworkId', networkId],
    ['IntegratorId', integratorId],
  ],
  headers: { authorization: `Bearer ${token}` },
  secrets: [token],
});

/** Listens to the authentication of one call. */
interface AuthListener {
  /** Whether the call can be sent again. */
  readonly repeatable: boolean;
  /** The call waits for an access token. */
  readonly onWait: () => void;
  /** The service refused the token; the call is sent again with a new one. */
  readonly onRefused: (error: Error) => void;
}

/** Authenticates the calls of one client. */
export interface Authenticator {
  /**
   * Runs `work`, which makes one call, with its auth params. They are a function, to be called as late as possible: a
   * call may wait for its turn, and the token may be renewed meanwhile.
   */
  authenticate<T>(work: (params: () => AuthParams) => Observable<T>, listener: AuthListener): Observable<T>;
}

const createFixedAuthenticator = (params: AuthParams): Authenticator => ({
  authenticate: (work) => work(() => params),
});

/** Makes the auth params of a token: the same object for the same token, since the sender caches a redactor by it. */
const rememberParams = (paramsOf: (token: string) => AuthParams): ((token: string) => AuthParams) => {
  let latest: { readonly token: string; readonly params: AuthParams } | undefined;
  return (token) => {
    if (latest?.token !== token) latest = { token, params: paramsOf(token) };
    return latest.params;
  };
};

/** The answer of a function that returns a token. Its errors are not quoted: their words may hold secrets. */
const askToken = (name: string, ask: () => unknown): Observable<string> =>
  defer(() => {
    const given = ask();
    return isPromiseLike(given) ? from(given) : of(given);
  }).pipe(
    catchError((cause: unknown) => throwError(() => new TokenError(`The function given as ${name} failed`, { cause }))),
    map((token) => {
      checkText(`The result of the function given as ${name}`, token);
      return token as string;
    }),
  );

const isPromiseLike = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/**
 * Authenticates by a token that a function returns, asked before each attempt. If the service refuses a token, which it then
 * did not use, the function is asked again, and the call is sent once more if the token has changed meanwhile.
 */
const createAskedAuthenticator = (
  name: string,
  ask: () => unknown,
  paramsOf: (token: string) => AuthParams,
): Authenticator => {
  const params = rememberParams(paramsOf);
  const renewed = (used: string): Observable<string> => askToken(name, ask).pipe(filter((token) => token !== used));
  return {
    authenticate: (work, listener) =>
      askToken(name, ask).pipe(
        mergeMap((token) =>
          work(() => params(token)).pipe(
            catchError((error: unknown) => {
              if (!listener.repeatable || !isTokenRefusal(error)) return throwError(() => error);
              return renewed(token).pipe(
                throwIfEmpty(() => error),
                tap(() => listener.onRefused(error)),
                mergeMap((next) => work(() => params(next))),
              );
            }),
          ),
        ),
      ),
  };
};

const createTokenSourceAuthenticator = (
  name: string,
  source: TokenSource,
  paramsOf: (token: string) => AuthParams,
): Authenticator =>
  typeof source === 'string'
    ? createFixedAuthenticator(paramsOf(source))
    : createAskedAuthenticator(name, source, paramsOf);

/** Creates the authenticator of one client. */
export const createAuthenticator = (credentials: Credentials, authorize: Authorize): Authenticator => {
  const { kind, networkId } = credentials;
  switch (kind) {
    case 'network token':
      return createTokenSourceAuthenticator('networkToken', credentials.networkToken, (token) =>
        networkTokenParams(networkId, token),
      );
    case 'api key':
      return createTokenSourceAuthenticator('apiKey', credentials.apiKey, (key) => apiKeyParams(networkId, key));
    case 'integrator':
      return createIntegratorAuthenticator(networkId, credentials.integrator, authorize);
  }
};

/**
 * Authenticates by an integrator's access token. The service does not carry out a call whose token it refuses, so even a
 * write is sent once more, with a new token. A second refusal has another reason and ends the call.
 */
const createIntegratorAuthenticator = (
  networkId: string,
  integrator: Integrator,
  authorize: Authorize,
): Authenticator => {
  const paramsOf = rememberParams((token) => integratorParams(networkId, integrator.integratorId, token));

  const run = <T>(
    work: (params: () => AuthParams) => Observable<T>,
    listener: AuthListener,
    mayRepeat: boolean,
  ): Observable<T> =>
    defer(() => {
      if (integrator.held() === undefined) listener.onWait();
      return integrator.token(authorize);
    }).pipe(
      mergeMap((token) => {
        let used = token;
        const params = (): AuthParams => paramsOf((used = integrator.held() ?? token));
        return work(params).pipe(
          catchError((error: unknown) => {
            if (!mayRepeat || !isTokenRefusal(error)) return throwError(() => error);
            integrator.drop(used);
            if (!listener.repeatable) return throwError(() => error);
            listener.onRefused(error);
            return run(work, listener, false);
          }),
        );
      }),
    );

  return { authenticate: (work, listener) => run(work, listener, true) };
};
