import { catchError, defer, mergeMap, type Observable, throwError } from 'rxjs';
import { AuthenticationError } from '../../errors/api-errors.js';
import type { Pair } from '../../protocol/params.js';
import type { Authorize, Integrator } from './integrator.js';

/** Who asks: one of the three ways to be let in. */
export type Credentials =
  | { readonly kind: 'network token'; readonly networkId: string; readonly networkToken: string }
  | { readonly kind: 'api key'; readonly networkId: string; readonly apiKey: string }
  | { readonly kind: 'integrator'; readonly networkId: string; readonly integrator: Integrator };

/** What one call carries to be let in. */
export interface AuthParams {
  /** Parameters, before those of the call. */
  readonly pairs: readonly Pair[];
  readonly headers: Readonly<Record<string, string>>;
  /** What of it must never be shown. */
  readonly secrets: readonly string[];
}

/** The network's own token. */
export const networkTokenParams = (networkId: string, networkToken: string): AuthParams => ({
  pairs: [
    ['NetworkToken', networkToken],
    ['NetworkId', networkId],
  ],
  headers: {},
  secrets: [networkToken],
});

/** The key of one affiliate or one advertiser. */
export const apiKeyParams = (networkId: string, apiKey: string): AuthParams => ({
  pairs: [
    ['api_key', apiKey],
    ['NetworkId', networkId],
  ],
  headers: {},
  secrets: [apiKey],
});

/** An integrator's access token: in a header, so in no URL. */
export const integratorParams = (networkId: string, integratorId: string, token: string): AuthParams => ({
  pairs: [
    ['NetworkId', networkId],
    ['IntegratorId', integratorId],
  ],
  headers: { authorization: `Bearer ${token}` },
  secrets: [token],
});

/** Hears what a call goes through to be let in. */
export interface AuthListener {
  /** The call waits for an access token. */
  readonly waits: () => void;
  /** The access token was refused; the call is made once more with a fresh one. */
  readonly refused: (error: Error) => void;
}

/** Lets the calls of one client in. */
export interface Authenticator {
  /**
   * Runs `work`, which makes one call, with what it has to carry. The proof is asked for as late as possible: a call may
   * have to wait for its turn, and the token of before be gone by then.
   */
  authenticate<T>(work: (proof: () => AuthParams) => Observable<T>, listener: AuthListener): Observable<T>;
}

const fixed = (proof: AuthParams): Authenticator => ({ authenticate: (work) => work(() => proof) });

/** Makes the access of one client. */
export const createAuthenticator = (credentials: Credentials, authorize: Authorize): Authenticator => {
  switch (credentials.kind) {
    case 'network token':
      return fixed(networkTokenParams(credentials.networkId, credentials.networkToken));
    case 'api key':
      return fixed(apiKeyParams(credentials.networkId, credentials.apiKey));
    case 'integrator':
      return createTokenAuthenticator(credentials, authorize);
  }
};

/** For whom, and with whose token. */
export interface TokenAuthenticatorOptions {
  readonly networkId: string;
  readonly integrator: Integrator;
}

/**
 * Lets calls in with an integrator's access token. A call whose token is refused was surely not carried out, so that even
 * a write is made once more, with a fresh one. A second refusal is about something else, and ends the call.
 */
export const createTokenAuthenticator = (
  { networkId, integrator }: TokenAuthenticatorOptions,
  authorize: Authorize,
): Authenticator => {
  // The same proof for the same token: what is made of it, a redactor, is kept.
  let latest: { readonly token: string; readonly proof: AuthParams } | undefined;
  const proofOf = (token: string): AuthParams => {
    if (latest?.token !== token) latest = { token, proof: integratorParams(networkId, integrator.integratorId, token) };
    return latest.proof;
  };

  const run = <T>(
    work: (proof: () => AuthParams) => Observable<T>,
    listener: AuthListener,
    mayRepeat: boolean,
  ): Observable<T> =>
    defer(() => {
      if (integrator.held() === undefined) listener.waits();
      return integrator.token(authorize);
    }).pipe(
      mergeMap((token) => {
        let used = token;
        const proof = (): AuthParams => proofOf((used = integrator.held() ?? token));
        return work(proof).pipe(
          catchError((error: unknown) => {
            if (!mayRepeat || !isTokenRefusal(error)) return throwError(() => error);
            integrator.drop(used);
            listener.refused(error);
            return run(work, listener, false);
          }),
        );
      }),
    );

  return { authenticate: (work, listener) => run(work, listener, true) };
};

/** Unverified: how the integrator API words the refusal of an access token was never seen; these are the words for a network token. */
const REFUSED_TOKEN = /not authenticated/i;

/** Whether a call was refused for its access token, not for its network, its address or what it asked. */
export const isTokenRefusal = (error: unknown): error is AuthenticationError =>
  error instanceof AuthenticationError && (error.status === 401 || REFUSED_TOKEN.test(error.message));
