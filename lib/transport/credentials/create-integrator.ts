import { catchError, defer, map, type Observable, of, share, tap, throwError } from 'rxjs';
import { ConnectionError } from '../../errors/connection-error.js';
import { checkIntegrator } from './check-integrator.js';
import type { Authorize, Integrator, IntegratorCredentials } from './integrator.js';

/** Time, as an integrator sees it. */
export interface IntegratorClock {
  /** Monotonic, ms. @default performance.now */
  readonly now?: () => number;
}

/** A token is renewed so long before its end, ms, or a tenth of its life before, whichever is less. */
const MARGIN = 60_000;

/** A renewal under way, and whose connections it goes over. */
interface Renewal {
  readonly by: Authorize;
  readonly token: Observable<string>;
}

/** Whether a client was closed under a renewal that it made for others too. */
const wasClosed = (error: unknown): boolean => error instanceof ConnectionError && error.code === 'CLOSED';

/**
 * An integrator, whose access token serves all the clients that are given it: one renewal for all of them. It opens no
 * connection and needs no closing: whoever calls first when there is no token asks for one, over its own connections.
 *
 * ```ts
 * const integrator = createIntegrator({ integratorId, clientId, clientSecret });
 * const networks = ['one', 'two'].map((networkId) => new HasOffers({ networkId, integrator }));
 * merge(...networks.map((api) => api.offers.findAll())).subscribe(…);
 * ```
 *
 * @throws TypeError that names what is wrong; a secret is never quoted.
 */
export const createIntegrator = (credentials: IntegratorCredentials, clock: IntegratorClock = {}): Integrator => {
  const checked = checkIntegrator(credentials);
  const { now = () => performance.now() } = clock;
  let held: { readonly token: string; readonly until: number } | undefined;
  let renewal: Renewal | undefined;

  const current = (): string | undefined => (held !== undefined && now() < held.until ? held.token : undefined);

  const renew = (authorize: Authorize): Renewal => {
    // Over before anybody hears of it, so that who asks again at once begins anew.
    const over = (): void => {
      if (renewal === started) renewal = undefined;
    };
    const request = defer(() => {
      const asked = now();
      return authorize(checked).pipe(
        map(({ token, lifetime }) => {
          held = { token, until: asked + lifetime - Math.min(MARGIN, lifetime / 10) };
          return token;
        }),
      );
    });
    const started: Renewal = {
      by: authorize,
      token: request.pipe(tap({ next: over, error: over, complete: over, unsubscribe: over }), share()),
    };
    return started;
  };

  const token = (authorize: Authorize): Observable<string> =>
    defer(() => {
      const ready = current();
      if (ready !== undefined) return of(ready);
      const joined = (renewal ??= renew(authorize));
      return joined.token.pipe(
        catchError((error: unknown) =>
          joined.by !== authorize && wasClosed(error) ? token(authorize) : throwError(() => error),
        ),
      );
    });

  return {
    integratorId: checked.integratorId,
    token,
    held: current,
    drop: (refused) => {
      if (held?.token === refused) held = undefined;
    },
  };
};
