import type { Pair } from './pair.js';

/** Percent-encodes pairs as a form does: a space is `+`, brackets are escaped, text is UTF-8. */
export const formEncode = (pairs: readonly Pair[]): string => {
  const form = new URLSearchParams();
  for (const [name, value] of pairs) form.append(name, value);
  return form.toString();
};
