/*
 * Finds secrets in a text, however they are escaped: a service may echo a token in a URL, in HTML or in JSON, and a proxy may
 * escape that once more. The text is decoded layer by layer, and each layer is searched. Every layer takes one pass, and
 * there are few of them, so that the time grows with the length of the text alone.
 */

/** A part of a text, from one index up to another. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Escapes inside escapes that are seen through. */
const MAX_LAYERS = 4;

/** Shorter decoded forms of a secret are not searched for: a text would be hidden that only looks alike. */
const MIN_DECODED_LENGTH = 4;

// A code of a percent-encoded character is that of its UTF-8: one byte, or a lead byte and one to three more.
const PERCENT = '%(?:[0-7]@|[cd]@%[89ab]@|e@(?:%[89ab]@){2}|f[0-7](?:%[89ab]@){3})'.replaceAll(
  '@',
  String.raw`[\da-f]`,
);
const ENTITY = String.raw`&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});?`;
const BACKSLASH = String.raw`\\(?:u[\da-f]{4}|u\{[\da-f]{1,6}\}|x[\da-f]{2}|["'/\\bfnrt])`;
const ESCAPE = `${PERCENT}|${ENTITY}|${BACKSLASH}`;

/** The names that HTML has for the characters of ASCII that are no letters or digits. */
const ENTITIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ '\t': 'tab', '\n': 'newline', '!': 'excl', '"': 'quot', '#': 'num', $: 'dollar', '%': 'percnt', '&': 'amp' },
    ...{ "'": 'apos', '(': 'lpar', ')': 'rpar', '*': 'ast midast', '+': 'plus', ',': 'comma', '.': 'period' },
    ...{ '/': 'sol', ':': 'colon', ';': 'semi', '<': 'lt', '=': 'equals', '>': 'gt', '?': 'quest', '@': 'commat' },
    ...{ '[': 'lsqb lbrack', '\\': 'bsol', ']': 'rsqb rbrack', '^': 'hat', _: 'lowbar', '`': 'grave' },
    ...{ '{': 'lcub lbrace', '|': 'verbar vert', '}': 'rcub rbrace', '\u00a0': 'nbsp' },
  }).flatMap(([character, names]) => names.split(' ').map((name) => [name, character] as const)),
);

const CONTROLS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

const ofCode = (code: number): string | undefined =>
  code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;

const ofEntity = (name: string): string | undefined => {
  if (name.startsWith('#x')) return ofCode(parseInt(name.slice(2), 16));
  return name.startsWith('#') ? ofCode(parseInt(name.slice(1), 10)) : ENTITIES.get(name);
};

const ofPercent = (codes: string): string | undefined => {
  try {
    return decodeURIComponent(codes);
  } catch {
    return undefined;
  }
};

/** The text of one escape; `undefined` if it is none after all. */
const unescaped = (escape: string): string | undefined => {
  const [start, kind = ''] = escape;
  if (start === '%') return escape.length === 3 ? ofCode(parseInt(escape.slice(1), 16)) : ofPercent(escape);
  if (start === '&') return ofEntity(escape.slice(1, escape.endsWith(';') ? -1 : undefined).toLowerCase());
  if (escape.length === 2) return CONTROLS[kind.toLowerCase()] ?? kind;
  return ofCode(parseInt(escape.slice(escape[2] === '{' ? 3 : 2), 16));
};

/** A text without its outer escapes. Numbers in arrays of their own, since a text may have millions of escapes. */
interface Layer {
  readonly text: string;
  /** For each escape, where its text begins and ends. */
  readonly is: { readonly from: readonly number[]; readonly to: readonly number[] };
  /** Where the escape began and ended in the text before. */
  readonly was: { readonly from: readonly number[]; readonly to: readonly number[] };
}

/** Removes the outer escapes of a text; `undefined` if it has none. */
const decode = (text: string): Layer | undefined => {
  if (!/[%&\\]/.test(text)) return undefined;
  const is = { from: [] as number[], to: [] as number[] };
  const was = { from: [] as number[], to: [] as number[] };
  const parts: string[] = [];
  let [end, length] = [0, 0];
  const escapes = new RegExp(ESCAPE, 'gi');
  for (let match = escapes.exec(text); match; match = escapes.exec(text)) {
    const plain = unescaped(match[0]);
    if (plain === undefined) continue;
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push(plain);
    length += match.index - end;
    end = match.index + match[0].length;
    was.from.push(match.index);
    was.to.push(end);
    is.from.push(length);
    is.to.push((length += plain.length));
  }
  if (parts.length === 0) return undefined;
  parts.push(text.slice(end));
  return { text: parts.join(''), is, was };
};

/** The number of the last escape whose text begins at or before an index; -1 if there is none. */
const escapeAt = (from: readonly number[], index: number): number => {
  let [low, high] = [0, from.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((from[middle] as number) <= index) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/** Where an index of a layer was in the text before. Inside an escape it is the beginning or the end of the whole. */
const indexBefore = ({ is, was }: Layer, index: number, side: 'from' | 'to'): number => {
  const escape = escapeAt(is.from, side === 'from' ? index : index - 1);
  const [to, wasTo] = [is.to[escape], was.to[escape]];
  if (to === undefined || wasTo === undefined) return index;
  const isInside = side === 'from' ? index < to : index <= to;
  return isInside ? (was[side][escape] as number) : index - to + wasTo;
};

/** The texts of a text without escapes, layer by layer, with the way back to each. */
function* layersOf(text: string): Generator<{ readonly text: string; readonly before: (span: Span) => Span }> {
  let before = (span: Span): Span => span;
  yield { text, before };
  for (let layer = 1, current = text; layer <= MAX_LAYERS; layer += 1) {
    const next = decode(current);
    if (next === undefined) return;
    const outer = before;
    before = ({ from, to }) => outer({ from: indexBefore(next, from, 'from'), to: indexBefore(next, to, 'to') });
    current = next.text;
    yield { text: current, before };
  }
}

/** The forms of a secret that decoding makes: it may look like an escape itself. */
const formsOf = (secret: string): string[] => {
  const forms = [...layersOf(secret)].map(({ text }) => text);
  return forms.filter((form, layer) => layer === 0 || form.length >= MIN_DECODED_LENGTH);
};

// In a form a space is a plus sign.
const patternOf = (secret: string): string => secret.replace(/[.*?^${}()|[\]\\]/g, '\\$&').replace(/[+ ]/g, '[+ ]');

/** Creates the function that finds these secrets in a text. What it finds may overlap. */
export const createSecretSearch = (secrets: readonly string[]): ((text: string) => Span[]) => {
  const forms = [...new Set(secrets.flatMap(formsOf))];
  // Case-insensitive: some services write names and values in lower case. Each form by itself: they may overlap.
  const known = forms.map((form) => new RegExp(patternOf(form), 'gi'));
  const foundIn = (text: string): Span[] =>
    known.flatMap((form) =>
      [...text.matchAll(form)].map(({ 0: found, index }) => ({ from: index, to: index + found.length })),
    );
  if (known.length === 0) return () => [];
  return (text) => [...layersOf(text)].flatMap(({ text: layer, before }) => foundIn(layer).map(before));
};
