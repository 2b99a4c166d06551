import { randomUUID } from 'node:crypto';

/** The access tokens that were given out. */
export interface AccessTokens {
  /** How many were given out. */
  readonly issued: number;
  issue(): string;
  /** Whether it was given out and has neither ended nor been revoked. */
  knows(token: string): boolean;
  /** From now on no token that was given out is good. */
  revoke(): void;
}

/** Gives out tokens that live so many seconds by the clock `now`, in ms. */
export const createAccessTokens = (lifetime: number, now: () => number): AccessTokens => {
  const ends = new Map<string, number>();
  let issued = 0;
  return {
    get issued() {
      return issued;
    },
    issue: () => {
      issued += 1;
      // No two sandboxes give out the same.
      const token = `sandbox.${randomUUID()}`;
      ends.set(token, now() + lifetime * 1000);
      return token;
    },
    knows: (token) => now() < (ends.get(token) ?? -Infinity),
    revoke: () => ends.clear(),
  };
};
