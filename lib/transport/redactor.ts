import type { Pair } from '../protocol/pair.js';

/** Takes secrets out of whatever is logged or thrown. */
export interface Redactor {
  readonly text: (text: string) => string;
  readonly pairs: (pairs: readonly Pair[]) => Pair[];
}

const HIDDEN = '[redacted]';
const SECRET_NAME = /passw|passwd|secret|token|api_?key|signature/i;
// `"password":"…"` in a reply, also with escapes in the value, and `data[password]=…` in a form or URL.
const JSON_SECRET = /("[^"]*(?:passw|secret|token|api_?key)[^"]*"\s*:\s*)"(?:[^"\\]|\\.)*"/gi;
const FORM_SECRET = /((?:passw|secret|token|api_?key|signature)[\w%.[\]-]*=)[^&\s"]*/gi;

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The forms in which a secret may be echoed: as it is, percent-encoded, in a form, in JSON with escaped slashes. */
const spellings = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  new URLSearchParams([['', secret]]).toString().slice(1),
  JSON.stringify(secret).slice(1, -1),
  JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
];

/** Makes a redactor that hides the given secrets everywhere, and the values of parameters named like secrets. */
export const createRedactor = (secrets: readonly string[]): Redactor => {
  const known = [...new Set(secrets.filter((secret) => secret !== '').flatMap(spellings))].sort(
    (a, b) => b.length - a.length,
  );
  const exact = known.length > 0 ? new RegExp(known.map(escape).join('|'), 'g') : undefined;
  const text = (value: string): string => {
    const named = value.replace(JSON_SECRET, `$1"${HIDDEN}"`).replace(FORM_SECRET, `$1${HIDDEN}`);
    return exact ? named.replace(exact, HIDDEN) : named;
  };
  return {
    text,
    pairs: (pairs) => pairs.map(([name, value]) => [name, SECRET_NAME.test(name) ? HIDDEN : text(value)]),
  };
};
