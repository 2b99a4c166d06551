/** Marks a key that JavaScript would take for an array index; no key of the service begins with it. */
const MARK = '\u007f'.charCodeAt(0);

// A quote inside a string is escaped, so an unescaped one before `digits":` can only open a key.
const INTEGER_KEY = /(?<!\\)"(?=\d+"\s*:)/g;
const ESCAPE = /\\(?:u003(\d)|[^])/g;
// Strings are matched too, so that digits inside one are passed over.
const STRING_OR_INTEGER = /"[^"\\]*(?:\\[^][^"\\]*)*"|-?\d{16,}(?=\s*[,\]}])/g;

const quoteUnsafe = (token: string): string =>
  token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"${token}"`;

/**
 * Marks the integer-like keys of a JSON text, so that `JSON.parse` does not sort them to the front.
 * What was no JSON before is none after.
 */
export const shieldKeys = (text: string): string => {
  // `"\u0031"` is the key "1" as well; PHP does not write it so, a proxy may.
  const plain = text.includes('\\u003') ? text.replace(ESCAPE, (all, digit?: string) => digit ?? all) : text;
  return plain.replace(INTEGER_KEY, '"\u007f');
};

/** Makes strings of the integers that a double cannot hold. Slower than the parse itself: for the texts that have some. */
export const quoteUnsafeIntegers = (text: string): string => text.replace(STRING_OR_INTEGER, quoteUnsafe);

/** Whether a key carries the mark of {@link shieldKeys}. */
export const isShielded = (key: string): boolean => key.charCodeAt(0) === MARK;

/** The key as it was. */
export const unshield = (key: string): string => (isShielded(key) ? key.slice(1) : key);
