import type { Pair } from '../../lib/protocol/params.js';

/** Pairs as one readable line, not percent-encoded: `limit=2&page=3`. */
export const wire = (pairs: readonly Pair[]): string => pairs.map(([name, value]) => `${name}=${value}`).join('&');
