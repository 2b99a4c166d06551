import type { Pair } from '../protocol/params.js';

/** Removes secrets from texts that are logged or thrown. */
export interface Redactor {
  readonly text: (text: string) => string;
  readonly pairs: (pairs: readonly Pair[]) => Pair[];
  /** A redactor that also hides the passwords among these parameters: the service may quote them ("Password x is too short"). */
  readonly with: (pairs: readonly Pair[]) => Redactor;
}

const HIDDEN = '[redacted]';
const SECRET_NAME = /passw|secret|token|api_?key|signature|authorization/i;
// Shorter values are not searched for: hiding every "1" would make a text unreadable and reveal the secret.
const MIN_SECRET_LENGTH = 4;

// The value after `"password":` in JSON: a string that may be truncated, a string in JSON that is itself quoted, a list, a number.
const VALUE = String.raw`(?:"(?:[^"\\]|\\.)*"?|(?<quote>\\{1,7})"[^]*?(?:(?<!\\)\k<quote>"|$)|\[[^\]]*\]?|[-\d][\w.+-]*)`;
// The length of a name is limited, or a long text of such words would take quadratic time.
const JSON_SECRET = new RegExp(
  String.raw`(\\{0,7}"[^"\\]{0,64}(?:passw|secret|token|api_?key|authorization)[^"\\]{0,64}\\{0,7}"\s{0,8}:\s{0,8})${VALUE}`,
  'gi',
);
const FORM_SECRET = /((?:passw|secret|token|api_?key|signature)[\w%.[\]-]{0,64}=)[^&\s"]*/gi;

// As in a header. The minimum length excludes words of a sentence.
const BEARER = /\b(Bearer )[\w.~+/-]{16,}=*/gi;

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The spellings in which a secret may be echoed: as it is, percent-encoded, form-encoded, in JSON, with escaped slashes. */
const spellings = (secret: string): string[] => [
  secret,
  encodeURIComponent(Buffer.from(secret).toString()),
  new URLSearchParams([['', secret]]).toString().slice(1),
  JSON.stringify(secret).slice(1, -1),
  JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
];

/** Creates a redactor that hides the given secrets everywhere, and the values of parameters named like secrets. */
export const createRedactor = (secrets: readonly string[]): Redactor => {
  const known = [...new Set(secrets.filter((secret) => secret !== '').flatMap(spellings))].sort(
    (a, b) => b.length - a.length,
  );
  // Case-insensitive: percent codes come in both cases.
  const exact = known.length > 0 ? new RegExp(known.map(escapeRegExp).join('|'), 'gi') : undefined;
  const text = (value: string): string => {
    const named = value
      .replace(JSON_SECRET, `$1"${HIDDEN}"`)
      .replace(FORM_SECRET, `$1${HIDDEN}`)
      .replace(BEARER, `$1${HIDDEN}`);
    return exact ? named.replace(exact, HIDDEN) : named;
  };
  const redactor: Redactor = {
    text,
    pairs: (pairs) => pairs.map(([name, value]) => [name, SECRET_NAME.test(name) ? HIDDEN : text(value)]),
    with: (pairs) => {
      const more = pairs.filter(([name, value]) => SECRET_NAME.test(name) && value.length >= MIN_SECRET_LENGTH);
      return more.length === 0 ? redactor : createRedactor([...secrets, ...more.map(([, value]) => value)]);
    },
  };
  return redactor;
};
