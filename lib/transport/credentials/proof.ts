import type { Pair } from '../../protocol/pair.js';

/** What one call carries to be let in. */
export interface Proof {
  /** Parameters, before those of the call. */
  readonly pairs: readonly Pair[];
  readonly headers: Readonly<Record<string, string>>;
  /** What of it must never be shown. */
  readonly secrets: readonly string[];
}
