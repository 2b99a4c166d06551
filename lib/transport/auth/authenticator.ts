import { catchError, defer, mergeMap, type Observable, throwError } from 'rxjs';
import type { Pair } from '../../protocol/params.js';
import { isTokenRefusal } from '../refusal-words.js';
import type { Authorize, Integrator } from './integrator.js';

/** The credentials of a client, of one of three kinds. */
export type Credentials =
  | { readonly kind: 'network token'; readonly networkId: string; readonly networkToken: string }
  | { readonly kind: 'api key'; readonly networkId: string; readonly apiKey: string }
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
  /** The call waits for an access token. */
  readonly onWait: () => void;
  /** The service refused the access token; the call is sent again with a new one. */
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

/** Creates the authenticator of one client. */
export const createAuthenticator = (credentials: Credentials, authorize: Authorize): Authenticator => {
  const { kind, networkId } = credentials;
  switch (kind) {
    case 'network token':
      return createFixedAuthenticator(networkTokenParams(networkId, credentials.networkToken));
    case 'api key':
      return createFixedAuthenticator(apiKeyParams(networkId, credentials.apiKey));
    case 'integrator':
      return createTokenAuthenticator(networkId, credentials.integrator, authorize);
  }
};

/**
 * Authenticates by an integrator's access token. The service does not carry out a call whose token it refuses, so even a
 * write is sent once more, with a new token. A second refusal has another reason and ends the call.
 */
const createTokenAuthenticator = (networkId: string, integrator: Integrator, authorize: Authorize): Authenticator => {
  // The same object for the same token, since the sender caches a redactor by it.
  let latest: { readonly token: string; readonly params: AuthParams } | undefined;
  const paramsOf = (token: string): AuthParams => {
    if (latest?.token !== token)
      latest = { token, params: integratorParams(networkId, integrator.integratorId, token) };
    return latest.params;
  };

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
            listener.onRefused(error);
            return run(work, listener, false);
          }),
        );
      }),
    );

  return { authenticate: (work, listener) => run(work, listener, true) };
};
