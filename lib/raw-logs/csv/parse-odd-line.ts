/** What csv-parse made of a line: its cells, or why it could not. */
export type OddLine = { readonly cells: readonly string[] } | { readonly reason: string; readonly cause: unknown };

/** Reads one line whose quotes are out of place. */
export type ParseOddLine = (line: Buffer) => OddLine;

// csv-parse counts lines from the one it was given, which would be taken for a line of the file.
const OWN_LINE = / at line \d+.*/;

/**
 * csv-parse, for lines that our own scanner declines: a quote inside a bare cell is kept as it stands. Each is read by
 * itself, so that a quote that never closes cannot swallow the lines behind it. Loaded when the first such line is met.
 */
export const loadOddLineParser = async (): Promise<ParseOddLine> => {
  const { parse } = await import('csv-parse/sync');
  return (line) => {
    try {
      const [cells = []] = parse(line, {
        relax_quotes: true,
        relax_column_count: true,
        record_delimiter: ['\n', '\r\n'],
      });
      return { cells };
    } catch (cause) {
      return { reason: cause instanceof Error ? cause.message.replace(OWN_LINE, '') : String(cause), cause };
    }
  };
};
