import type { Observable } from 'rxjs';

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
