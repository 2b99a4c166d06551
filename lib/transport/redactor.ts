import { RxOffersError } from '../errors/base.js';
import type { Pair } from '../protocol/params.js';
import { createSecretSearch, type Span } from './find-secrets.js';

/** Removes secrets from texts that are logged or thrown. */
export interface Redactor {
  readonly text: (text: string) => string;
  readonly pairs: (pairs: readonly Pair[]) => Pair[];
  /** Returns a copy of a value with all its texts redacted, for events. Functions stay as they are. */
  readonly value: <T>(value: T) => T;
  /** Redacts every text of an error of this library and of its causes, in place, and returns it. Others stay as they are. */
  readonly error: <E>(error: E) => E;
  /** A redactor that also hides the passwords among these parameters: the service may quote them ("Password x is too short"). */
  readonly with: (pairs: readonly Pair[]) => Redactor;
}

const HIDDEN = '[redacted]';
const SECRET_NAME = /passw|secret|token|api_?key|signature|authorization/i;

/** The parts of a parameter's name: `data[field]` has two, and so has `data[field][]`. */
const partsOf = (name: string): string[] => {
  const parts = name.split(/[[\]]+/).map((part) => part.trim().toLowerCase());
  return parts.at(-1) === '' ? parts.slice(0, -1) : parts;
};

/** Parameters that name what the `value` next to them is: `updateField` has a `field`, others a `name` or a `preference`. */
const NAMING = ['field', 'name', 'preference'];

/**
 * Which parameters of a call are secret: those that are named so, and the `value` next to a parameter that names a secret.
 * Returns a function of the name.
 */
export const secretParams = (pairs: readonly Pair[], secretName = SECRET_NAME): ((name: string) => boolean) => {
  const owners = new Set<string>();
  for (const [name, value] of pairs) {
    if (!secretName.test(value)) continue;
    const parts = partsOf(name);
    if (NAMING.includes(parts.pop() ?? '')) owners.add(parts.join());
  }
  const isValue = (parts: readonly string[]): boolean =>
    parts.some((part, index) => part === 'value' && owners.has(parts.slice(0, index).join()));
  return (name) => secretName.test(name) || (owners.size > 0 && isValue(partsOf(name)));
};

// Shorter values are not searched for: hiding every "1" would make a text unreadable and reveal the secret.
const MIN_SECRET_LENGTH = 4;

// The value after `"password":` in JSON: a string that may be truncated, a string in JSON that is itself quoted, a list, a number.
const VALUE = String.raw`(?:"(?:[^"\\]|\\.)*"?|(?<quote>\\{1,7})"[^]*?(?:(?<!\\)\k<quote>"|$)|\[[^\]]*\]?|[-\d][\w.+-]*)`;
// The length of a name is limited, or a long text of such words would take quadratic time.
const JSON_SECRET = new RegExp(
  String.raw`(\\{0,7}"[^"\\]{0,64}(?:passw|secret|token|api_?key|authorization)[^"\\]{0,64}\\{0,7}"\s{0,8}:\s{0,8})${VALUE}`,
  'gi',
);
// `sig` is the signature of a link to Azure.
const FORM_SECRET = /((?:(?:passw|secret|token|api_?key|signature)[\w%.[\]-]{0,64}|[?&]sig)=)[^&\s"]*/gi;

// As in a header. The minimum length excludes words of a sentence.
const BEARER = /\b(Bearer )[\w.~+/-]{16,}=*/gi;

/** A part of a text that is replaced. */
interface Replacement extends Span {
  readonly by: string;
}

const hidden = (span: Span): Replacement => ({ ...span, by: HIDDEN });

/** The values after the names of secrets, and after `Bearer`. */
const findNamed = (text: string): Replacement[] => {
  if (!SECRET_NAME.test(text) && !/bearer/i.test(text)) return [];
  const after = (pattern: RegExp, by: string): Replacement[] =>
    [...text.matchAll(pattern)].map(({ 0: found, 1: name = '', index }) => ({
      ...{ from: index + name.length, to: index + found.length, by },
    }));
  return [...after(JSON_SECRET, `"${HIDDEN}"`), ...after(FORM_SECRET, HIDDEN), ...after(BEARER, HIDDEN)];
};

/** Replaces parts of a text. Those that overlap become one, so that nothing is left of any of them. */
const replaceAll = (text: string, parts: readonly Replacement[]): string => {
  let [result, end] = ['', 0];
  for (const { from, to, by } of [...parts].sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (from >= end) result += text.slice(end, from) + by;
    end = Math.max(end, to);
  }
  return result + text.slice(end);
};

/** Applies `text` to all texts of a plain value. A code may be a number that was a secret. */
const redactDeep = (value: unknown, text: Redactor['text'], key = ''): unknown => {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number' && key === 'code') return text(String(value)) === String(value) ? value : HIDDEN;
  if (Array.isArray(value)) return value.map((item: unknown) => redactDeep(item, text));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, redactDeep(item, text, name)]));
};

const redactError = <E>(error: E, text: Redactor['text']): E => {
  if (!(error instanceof RxOffersError)) return error;
  for (const name of ['message', 'stack', ...Object.keys(error)]) {
    const property = Object.getOwnPropertyDescriptor(error, name);
    // The stack is an accessor in some engines.
    const value: unknown = (error as unknown as Record<string, unknown>)[name];
    const redacted = redactDeep(value, text);
    if (redacted !== value)
      Object.defineProperty(error, name, {
        value: redacted,
        writable: true,
        configurable: true,
        enumerable: property?.enumerable === true,
      });
  }
  redactError(error.cause, text);
  return error;
};

/** Creates a redactor that hides the given secrets everywhere, and the values of parameters named like secrets. */
export const createRedactor = (secrets: readonly string[]): Redactor => {
  let search: ((text: string) => Span[]) | undefined;
  const text = (value: string): string => {
    // Most calls have no text to redact.
    search ??= createSecretSearch(secrets.filter((secret) => secret !== ''));
    return replaceAll(value, [...findNamed(value), ...search(value).map(hidden)]);
  };
  const redactor: Redactor = {
    text,
    pairs: (pairs) => {
      const isSecret = secretParams(pairs);
      return pairs.map(([name, value]) => [name, isSecret(name) ? HIDDEN : text(value)]);
    },
    value: <T>(value: T) => redactDeep(value, text) as T,
    error: (error) => redactError(error, text),
    with: (pairs) => {
      const isSecret = secretParams(pairs);
      const more = pairs.filter(([name, value]) => isSecret(name) && value.length >= MIN_SECRET_LENGTH);
      return more.length === 0 ? redactor : createRedactor([...secrets, ...more.map(([, value]) => value)]);
    },
  };
  return redactor;
};

/** The secrets that a client has sent, for texts that belong to no single call. */
export interface SecretKeeper {
  /** The redactor of a call with these secrets. It hides those of earlier calls too: a token may have been renewed meanwhile. */
  redactorOf(secrets: readonly string[]): Redactor;
  /** Hides the secrets of all calls so far. */
  readonly redactor: Redactor;
  readonly secrets: readonly string[];
}

/** How many secrets a client remembers: an integrator gets a new one every day. */
const MAX_KEPT = 8;

/** Creates the keeper of one client. */
export const createSecretKeeper = (): SecretKeeper => {
  let secrets: readonly string[] = [];
  let redactor = createRedactor(secrets);
  const learn = (fresh: readonly string[]): void => {
    secrets = [...fresh, ...secrets].slice(0, Math.max(MAX_KEPT, fresh.length));
    redactor = createRedactor(secrets);
  };
  return {
    redactorOf: (used) => {
      const fresh = used.filter((secret) => !secrets.includes(secret));
      if (fresh.length > 0) learn(fresh);
      return redactor;
    },
    get redactor() {
      return redactor;
    },
    get secrets() {
      return secrets;
    },
  };
};
