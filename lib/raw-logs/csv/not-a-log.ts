import type { RecordFault } from './bad-record.js';

/** The most characters of a header that an error quotes. */
const QUOTED = 200;

/** Quotes text of a file on one line: cut off, its control characters escaped. */
export const quoteText = (text: string): string => {
  const visible = text.slice(0, 2 * QUOTED).replace(/[\0-\x1f\x7f]/g, (one) => JSON.stringify(one).slice(1, -1));
  return visible.length > QUOTED ? `${visible.slice(0, QUOTED)}…` : visible;
};

/** The fault of a file that is no log. `found` names what it is instead. */
export const notALog = (line: number, text: string, found: string, expected: string): RecordFault => ({
  line,
  what: 'Not a log',
  expected,
  actual: `${found}: ${quoteText(text)}`,
});

/** The delimiters of columns that logs do not have. */
const DELIMITERS: readonly (readonly [string, string])[] = [
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'vertical bars'],
];

// A log has times or addresses in its rows; no column is named like one.
const DATA = /^(?:\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d.*)?|\d{1,3}(?:\.\d{1,3}){3})$/;

/**
 * The reason why a first row is no header of any log, or `undefined` if it may be one. A header of one name that contains a
 * delimiter is a header with another delimiter: no log has just one column.
 */
export const foreignHeader = (names: readonly string[]): string | undefined => {
  const [only = ''] = names.length === 1 ? names : [];
  const delimiter = DELIMITERS.find(([text]) => only.includes(text));
  if (delimiter) return `${delimiter[1]} between the columns`;
  return names.some((name) => DATA.test(name)) ? 'a row of data, no header' : undefined;
};
