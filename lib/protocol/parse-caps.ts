import { ProtocolError } from '../errors/network-errors.js';

/** Limits of a reply: a few bytes of text can ask for a great deal of memory. */
export interface ParseCaps {
  /** Deepest accepted nesting of objects and lists. */
  readonly maxDepth: number;
  /** Most accepted values; an object or a list counts as one more, an integer-like key as eight. */
  readonly maxValues: number;
}

/** @throws ProtocolError beyond `maxDepth`, before anything recurses further. */
export const checkDepth = (depth: number, maxDepth: number): void => {
  if (depth > maxDepth) throw new ProtocolError(`The reply is nested deeper than ${maxDepth} levels`);
};

const [QUOTE, BACKSLASH, ...SIGNS] = [...'"\\,[{'].map((sign) => sign.charCodeAt(0));

/** The values of a text or more: one for each comma, each opening bracket and the root, also of those in strings. */
const estimateValues = (text: string): number => {
  let values = 1;
  // The native search takes a quarter of the time of a loop over the characters.
  for (const sign of ',[{') for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) values += 1;
  return values;
};

/** Whether a text has more values than `most`. */
const hasMoreValues = (text: string, most: number): boolean => {
  let values = 1;
  let isQuoted = false;
  for (let at = 0; at < text.length && values <= most; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) isQuoted = !isQuoted;
    else if (isQuoted) at += code === BACKSLASH ? 1 : 0;
    else values += SIGNS.includes(code) ? 1 : 0;
  }
  return values > most;
};

const tooManyValues = (most: number): ProtocolError =>
  new ProtocolError(
    `The reply has more than ${most} values: ask for fewer rows a page (limit), or raise maxReplyValues`,
  );

/** @throws ProtocolError before the values take memory: up to 90 bytes each, of one or two in the text. */
export const checkValues = (text: string, most: number): void => {
  if (text.length >= most && estimateValues(text) > most && hasMoreValues(text, most)) throw tooManyValues(most);
};

/** Values that an integer-like key counts for, since its object becomes a `Map`, of some 700 bytes. */
const KEY_WEIGHT = 8;

/** @throws ProtocolError when this many integer-like keys count for more than `most` values. */
export const checkIntegerKeys = (keys: number, most: number): void => {
  if (keys * KEY_WEIGHT > most) throw tooManyValues(most);
};
