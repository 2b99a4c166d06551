import type { LogEntry } from './log-entry.js';
import type { RawLogSettings } from './raw-log-options.js';
import { rowFacts, type RowBasis } from './row-facts.js';
import { headerLine, rowReader, rowWriter } from './row-writer.js';

/** What is in a file, made as it is read: nothing of it is kept. */
export interface LogText {
  /** The CSV in chunks that are the same each time. */
  chunks(): Iterable<Buffer>;
  rows(): Iterable<Record<string, string>>;
}

/** Characters of a chunk, at least. */
const CHUNK = 64 * 1024;

/** The text of one version of a file. */
export const logText = (entry: LogEntry, settings: RawLogSettings, basis: RowBasis): LogText => {
  const columns = settings.columns[entry.type];

  function* chunks(): Generator<Buffer> {
    const facts = rowFacts(entry, basis);
    const write = rowWriter(columns);
    let text = headerLine(columns);
    for (let index = 0; index < entry.rows; index++) {
      text += write(facts(index));
      if (text.length < CHUNK) continue;
      yield Buffer.from(text);
      text = '';
    }
    if (text !== '') yield Buffer.from(text);
  }

  function* rows(): Generator<Record<string, string>> {
    const facts = rowFacts(entry, basis);
    const read = rowReader(columns);
    for (let index = 0; index < entry.rows; index++) yield read(facts(index));
  }

  return { chunks, rows };
};
