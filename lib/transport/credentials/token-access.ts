import { catchError, defer, mergeMap, type Observable, throwError } from 'rxjs';
import type { Access, AccessListener } from './access.js';
import type { Authorize, Integrator } from './integrator.js';
import { isTokenRefusal } from './is-token-refusal.js';
import type { Proof } from './proof.js';
import { integratorProof } from './proofs.js';

/** For whom, and with whose token. */
export interface TokenAccessOptions {
  readonly networkId: string;
  readonly integrator: Integrator;
}

/**
 * Lets calls in with an integrator's access token. A call whose token is refused was surely not carried out, so that even
 * a write is made once more, with a fresh one. A second refusal is about something else, and ends the call.
 */
export const createTokenAccess = ({ networkId, integrator }: TokenAccessOptions, authorize: Authorize): Access => {
  // The same proof for the same token: what is made of it, a redactor, is kept.
  let latest: { readonly token: string; readonly proof: Proof } | undefined;
  const proofOf = (token: string): Proof => {
    if (latest?.token !== token) latest = { token, proof: integratorProof(networkId, integrator.integratorId, token) };
    return latest.proof;
  };

  const run = <T>(
    work: (proof: () => Proof) => Observable<T>,
    listener: AccessListener,
    mayRepeat: boolean,
  ): Observable<T> =>
    defer(() => {
      if (integrator.held() === undefined) listener.waits();
      return integrator.token(authorize);
    }).pipe(
      mergeMap((token) => {
        let used = token;
        const proof = (): Proof => proofOf((used = integrator.held() ?? token));
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

  return { enter: (work, listener) => run(work, listener, true) };
};
