import { catchError, defer, map, type Observable, of, share, tap, throwError } from 'rxjs';
import { ConnectionError } from '../../errors/network-errors.js';
import { checkKeys, checkPublicUrl, checkText } from '../../protocol/validate.js';

/** The credentials of an integrator, from TUNE's integration manager. */
export interface IntegratorCredentials {
  readonly integratorId: string;
  readonly clientId: string;
  /** A secret: it is sent to the authorize endpoint only, and never appears in errors, logs or events. */
  readonly clientSecret: string;
  /** @default 'BrandAPI' */
  readonly audience?: string | undefined;
  /** The URL that grants access tokens. @default `https://integrator-auth.hasoffers.com/authorize` */
  readonly authorizeEndpoint?: string | undefined;
}

/** {@link IntegratorCredentials} with the defaults filled in. */
export type CheckedIntegrator = {
  readonly [Name in keyof IntegratorCredentials]-?: NonNullable<IntegratorCredentials[Name]>;
};

/** An access token as the service granted it. */
export interface TokenGrant {
  readonly token: string;
  /** Counted from the request, ms. */
  readonly lifetime: number;
}

/** Requests an access token: cold, emits once, retries. Each client has its own, which uses its connections. */
export type Authorize = (credentials: CheckedIntegrator) => Observable<TokenGrant>;

/** An integrator and its access token, shared by all clients that are given it. Created by `createIntegrator`. */
export interface Integrator {
  readonly integratorId: string;
  /**
   * Emits a token that has not expired, and completes. If there is none, one request serves all subscribers. Unsubscribing
   * does not affect the others; when the last one unsubscribes, the request is cancelled.
   */
  token(authorize: Authorize): Observable<string>;
  /** The current token, if it has not expired. */
  held(): string | undefined;
  /** Discards a token that the service refused, so that the next call gets another. */
  drop(token: string): void;
}

/** Defaults from TUNE's documentation for integrators. */
const DEFAULTS = {
  audience: 'BrandAPI',
  authorizeEndpoint: 'https://integrator-auth.hasoffers.com/authorize',
} as const satisfies Partial<CheckedIntegrator>;

const NAMES: Readonly<Record<keyof IntegratorCredentials, true>> = {
  integratorId: true,
  clientId: true,
  clientSecret: true,
  audience: true,
  authorizeEndpoint: true,
};

/** Checks credentials and fills in the defaults. @throws TypeError that begins with `label` and quotes no secret. */
export const checkIntegrator = (label: string, credentials: IntegratorCredentials): CheckedIntegrator => {
  checkKeys(label, credentials, Object.keys(NAMES));
  const { integratorId, clientId, clientSecret } = credentials;
  const { audience = DEFAULTS.audience, authorizeEndpoint = DEFAULTS.authorizeEndpoint } = credentials;
  for (const [name, value] of Object.entries({ integratorId, clientId, clientSecret, audience }))
    checkText(`${label}.${name}`, value);
  checkPublicUrl(`${label}.authorizeEndpoint`, authorizeEndpoint);
  return { integratorId, clientId, clientSecret, audience, authorizeEndpoint };
};

/** The clock of an integrator; replaceable for tests. */
export interface IntegratorClock {
  /** Monotonic, ms. @default performance.now */
  readonly now?: () => number;
}

/**
 * Creates an integrator whose access token is shared by all clients that are given it: one renewal serves all of them. It
 * opens no connections and needs no closing; the first client that needs a token requests it over its own connections.
 *
 * @example
 * ```ts
 * const integrator = createIntegrator({ integratorId, clientId, clientSecret });
 * const networks = ['one', 'two'].map((networkId) => new HasOffers({ networkId, integrator }));
 * merge(...networks.map((api) => api.offers.findAll())).subscribe(({ name }) => console.log(name));
 * ```
 * @throws TypeError that names the wrong credential and never quotes a secret.
 */
export const createIntegrator = (credentials: IntegratorCredentials, clock: IntegratorClock = {}): Integrator =>
  createSharedToken(checkIntegrator('createIntegrator: credentials', credentials), clock);

/** A token is renewed this long before it expires, ms, or a tenth of its lifetime, whichever is shorter. */
const MARGIN = 60_000;

/** A renewal in progress, and the client whose connections it uses. */
interface Renewal {
  readonly by: Authorize;
  readonly token: Observable<string>;
}

const isClientClosed = (error: unknown): boolean => error instanceof ConnectionError && error.code === 'CLOSED';

/** The token of one integrator: at most one renewal at a time, for all clients. */
export const createSharedToken = (credentials: CheckedIntegrator, clock: IntegratorClock = {}): Integrator => {
  const { now = () => performance.now() } = clock;
  let held: { readonly token: string; readonly until: number } | undefined;
  let renewal: Renewal | undefined;

  const current = (): string | undefined => (held !== undefined && now() < held.until ? held.token : undefined);

  const renew = (authorize: Authorize): Renewal => {
    // Runs before the subscribers are notified, so that one that asks again at once starts a new renewal.
    const finish = (): void => {
      if (renewal === started) renewal = undefined;
    };
    const request = defer(() => {
      const requestedAt = now();
      return authorize(credentials).pipe(
        map(({ token, lifetime }) => {
          held = { token, until: requestedAt + lifetime - Math.min(MARGIN, lifetime / 10) };
          return token;
        }),
      );
    });
    const started: Renewal = {
      by: authorize,
      token: request.pipe(tap({ next: finish, error: finish, complete: finish, unsubscribe: finish }), share()),
    };
    return started;
  };

  const token = (authorize: Authorize): Observable<string> =>
    defer(() => {
      const ready = current();
      if (ready !== undefined) return of(ready);
      const joined = (renewal ??= renew(authorize));
      // A client that is closed during a renewal fails it for all; the other clients then renew it over their own connections.
      return joined.token.pipe(
        catchError((error: unknown) =>
          joined.by !== authorize && isClientClosed(error) ? token(authorize) : throwError(() => error),
        ),
      );
    });

  return {
    integratorId: credentials.integratorId,
    token,
    held: current,
    drop: (refused) => {
      if (held?.token === refused) held = undefined;
    },
  };
};
