import { cellOf, constantCell, type Cell } from './cells.js';
import type { RowFacts } from './row-facts.js';

type CellText = (row: RowFacts) => string;

const escape = (text: string): string => (text.includes('"') ? text.replaceAll('"', '""') : text);

const headerCell = (name: string): string => (/[",\r\n]/.test(name) ? `"${escape(name)}"` : name);

const cellText = ({ of, free }: Cell): CellText => (free ? (row) => escape(of(row)) : of);

/** A line by what differs from row to row, and the text before each of that. */
interface Line {
  readonly cells: readonly CellText[];
  readonly texts: readonly string[];
  readonly end: string;
}

/** Most cells are always empty: what stands between the others is put together once. */
const lineOf = (columns: readonly string[]): Line => {
  const cells: CellText[] = [];
  const texts: string[] = [];
  let text = '';
  columns.forEach((column, index) => {
    if (index > 0) text += ',';
    const constant = constantCell(column);
    if (constant !== undefined) return void (text += `"${constant}"`);
    const cell = cellOf(column);
    const mark = cell.bare ? '' : '"';
    cells.push(cellText(cell));
    texts.push(text + mark);
    text = mark;
  });
  return { cells, texts, end: `${text}\n` };
};

/** The first line of a file. */
export const headerLine = (columns: readonly string[]): string => `${columns.map(headerCell).join(',')}\n`;

/** Writes rows as the service does: ids bare, everything else in quotes. */
export const rowWriter = (columns: readonly string[]): ((row: RowFacts) => string) => {
  const { cells, texts, end } = lineOf(columns);
  return (row) => {
    let line = '';
    for (let index = 0; index < cells.length; index++) line += (texts[index] ?? '') + (cells[index]?.(row) ?? '');
    return line + end;
  };
};

/** Rows as a reader of the file should see them. */
export const rowReader = (columns: readonly string[]): ((row: RowFacts) => Record<string, string>) => {
  const cells = columns.map((column) => [column, cellOf(column)] as const);
  // Entries make own properties of every name, `__proto__` too.
  return (row) => Object.fromEntries(cells.map(([column, { of }]) => [column, of(row)]));
};
