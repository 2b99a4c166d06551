import fc from 'fast-check';

/** A CSV with the cells that were written. */
export interface WrittenCsv {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly text: string;
}

const cellText = fc.string({
  unit: fc.constantFrom(
    '"',
    '"',
    ',',
    '\n',
    '\r',
    '\r\n',
    'a',
    'b',
    ' ',
    'é',
    '€',
    '😀',
    '\0',
    '\ufeff',
    'plain words',
  ),
  maxLength: 6,
});
const row = (width: number) => fc.array(cellText, { minLength: 1, maxLength: width });

const needsQuotes = (cell: string): boolean => /[",\r\n]/.test(cell);

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** How a row is written: cells that are quoted without need, its line ending, the number of empty lines before it. */
interface RowStyle {
  readonly quote: readonly boolean[];
  readonly crlf: boolean;
  readonly emptyLines: number;
}

const rowStyle: fc.Arbitrary<RowStyle> = fc.record({
  quote: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
  crlf: fc.boolean(),
  emptyLines: fc.constantFrom(0, 0, 0, 0, 1, 2),
});

const writeRow = (cells: readonly string[], { quote }: RowStyle): string => {
  // Written bare, a row of one empty cell would be an empty line, which is not a row.
  if (cells.length === 1 && cells[0] === '') return '""';
  return cells.map((cell, i) => (needsQuotes(cell) || quote[i] ? quoted(cell) : cell)).join(',');
};

/** Rows of arbitrary cells, written by RFC 4180. No name comes twice in the header. */
export const writtenCsv: fc.Arbitrary<WrittenCsv> = fc.integer({ min: 1, max: 8 }).chain((width) =>
  fc
    .record({
      names: fc.array(cellText, { minLength: width, maxLength: width }),
      rows: fc.array(row(width), { maxLength: 6 }),
      styles: fc.array(rowStyle, { minLength: 7, maxLength: 7 }),
      bom: fc.boolean(),
      lastEnds: fc.boolean(),
    })
    .map(({ names, rows, styles, bom, lastEnds }) => {
      const header = names.map((name, i) => `${i}${name}`);
      const all = [header, ...rows];
      const lines = all.map((cells, i) => {
        const style = styles[i] as RowStyle;
        const end = style.crlf ? '\r\n' : '\n';
        const isOpen = i === all.length - 1 && !lastEnds;
        return end.repeat(style.emptyLines) + writeRow(cells, style) + (isOpen ? '' : end);
      });
      return { header, rows, text: (bom ? '\ufeff' : '') + lines.join('') };
    }),
);

/** Any text of the pieces that matter to CSV: mostly malformed. */
export const anyCsv: fc.Arbitrary<string> = fc.string({
  unit: fc.constantFrom('a', ',', '"', '\n', '\r', 'é', '"', '\n', '\r\n', '",', ',"', 'a,"b"\n'),
  maxLength: 24,
});

/** Where to cut a text into chunks. */
export const cuts: fc.Arbitrary<number[]> = fc.array(fc.nat(120), { maxLength: 6 });
