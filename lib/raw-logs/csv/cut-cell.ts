import type { RowTable } from './row-table.js';

const QUOTE = 0x22;
// From this length on V8 makes a part of a string a view of the whole, which then lives as long as the part.
const VIEWED = 13;

const unquoted = (bytes: Buffer, from: number, to: number, encoding: 'latin1' | 'utf8'): string => {
  const text = bytes.toString(encoding, from + 1, to - 1);
  return text.includes('"') ? text.replaceAll('""', '"') : text;
};

/** Cuts a cell that is all ASCII. `text` is the block as latin1: short cells are faster cut from there. */
export const cutAscii = (bytes: Buffer, text: string, from: number, to: number): string => {
  if (bytes[from] === QUOTE && to > from) return unquoted(bytes, from, to, 'latin1');
  return to - from < VIEWED ? text.substring(from, to) : bytes.toString('latin1', from, to);
};

/** Cuts a cell by its bytes alone. A byte that is no UTF-8 becomes U+FFFD. */
export const cutBytes = (bytes: Buffer, from: number, to: number, encoding: 'latin1' | 'utf8'): string =>
  bytes[from] === QUOTE && to > from ? unquoted(bytes, from, to, encoding) : bytes.toString(encoding, from, to);

/** All cells of a row as strings of their own. */
export const cutRow = (table: RowTable, row: number): string[] => {
  const { bytes, cells, start, first, width, beyondAscii } = table;
  const encoding = beyondAscii[row] === 1 ? 'utf8' : 'latin1';
  const from = first[row] as number;
  return Array.from({ length: width[row] as number }, (_, i) => {
    const at = i === 0 ? (start[row] as number) : (cells[from + i - 1] as number) + 1;
    return cutBytes(bytes, at, cells[from + i] as number, encoding);
  });
};
