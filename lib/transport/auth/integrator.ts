import { catchError, defer, map, type Observable, of, share, tap, throwError } from 'rxjs';
import { ConnectionError } from '../../errors/network-errors.js';
import { checkKeys, checkText, checkUrl } from '../../protocol/validate.js';

/** What an integrator gets from its integration manager. */
export interface IntegratorCredentials {
  readonly integratorId: string;
  readonly clientId: string;
  /** A secret: it goes to the authorize endpoint alone, and never appears in errors, logs or events. */
  readonly clientSecret: string;
  /** @default 'BrandAPI' */
  readonly audience?: string | undefined;
  /** Where access tokens are given out. @default `https://integrator-auth.hasoffers.com/authorize` */
  readonly authorizeEndpoint?: string | undefined;
}

/** Them with their defaults. */
export type CheckedIntegrator = {
  readonly [Name in keyof IntegratorCredentials]-?: NonNullable<IntegratorCredentials[Name]>;
};

/** An access token as it was given out. */
export interface TokenGrant {
  readonly token: string;
  /** From the moment it was asked for, ms. */
  readonly lifetime: number;
}

/** Asks for an access token: cold, emits once, repeats what may help. Each client has one, over its own connections. */
export type Authorize = (credentials: CheckedIntegrator) => Observable<TokenGrant>;

/** One integrator and its access token, for all the clients that are given it. Made by `createIntegrator`. */
export interface Integrator {
  readonly integratorId: string;
  /**
   * Emits a token that has not ended. Where there is none, one is asked for, once for all who wait. Unsubscribing leaves
   * the others waiting; when the last one leaves, the request is cancelled.
   */
  token(authorize: Authorize): Observable<string>;
  /** The token that is there and has not ended. */
  held(): string | undefined;
  /** The service refused this token: whoever asks next gets another. */
  drop(token: string): void;
}

const AUTHORIZE_ENDPOINT = 'https://integrator-auth.hasoffers.com/authorize';
const AUDIENCE = 'BrandAPI';
const KEYS = ['integratorId', 'clientId', 'clientSecret', 'audience', 'authorizeEndpoint'];

/** Checks what an integrator is made of and fills in the defaults. @throws TypeError that quotes no secret. */
export const checkIntegrator = (credentials: IntegratorCredentials): CheckedIntegrator => {
  checkKeys('integrator', credentials, KEYS);
  const { integratorId, clientId, clientSecret } = credentials;
  const { audience = AUDIENCE, authorizeEndpoint = AUTHORIZE_ENDPOINT } = credentials;
  checkText('integrator.integratorId', integratorId);
  checkText('integrator.clientId', clientId);
  checkText('integrator.clientSecret', clientSecret);
  checkText('integrator.audience', audience);
  checkUrl('integrator.authorizeEndpoint', authorizeEndpoint);
  return { integratorId, clientId, clientSecret, audience, authorizeEndpoint };
};

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
