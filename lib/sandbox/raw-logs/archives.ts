import { createArchive, type Archive } from './archive.js';
import type { ArchiveFacts } from './archive-facts.js';
import { breathe } from './breathe.js';
import type { BytePart } from './byte-part.js';
import { deflateChunks } from './deflate-chunks.js';
import { csvNameOf, type LogEntry } from './log-entry.js';
import { logText, type LogText } from './log-text.js';
import { measureText } from './measure-text.js';
import type { RawLogSettings } from './raw-log-options.js';
import type { RowBasis } from './row-facts.js';

/** The archives of the files. */
export interface Archives {
  text(entry: LogEntry): LogText;
  /** The text in chunks; ends with an error when the signal, or that of the sandbox, aborts. */
  csv(entry: LogEntry, signal?: AbortSignal): AsyncIterable<Buffer>;
  /** The archive of a file; the first time all of it is made once to know its length. */
  of(entry: LogEntry): Promise<Archive>;
}

/** Archives of one sandbox, until `closing` aborts. Of a file nothing is remembered but its sizes and its CRC-32. */
export const createArchives = (settings: RawLogSettings, basis: RowBasis, closing: AbortSignal): Archives => {
  const { compression, descriptor } = settings;
  const known = new WeakMap<LogEntry, Promise<ArchiveFacts>>();

  const text = (entry: LogEntry): LogText => logText(entry, settings, basis);
  const csv: Archives['csv'] = (entry, signal = closing) => breathe(text(entry).chunks(), signal);

  const factsOf = (entry: LogEntry): Promise<ArchiveFacts> => {
    const facts = known.get(entry) ?? measureText(csv(entry), compression);
    known.set(entry, facts);
    // Who waits hears of a failure; with nobody waiting any more, as when the sandbox closes, it is nobody's.
    facts.catch(() => undefined);
    return facts;
  };

  const of = async (entry: LogEntry): Promise<Archive> => {
    const form = { name: csvNameOf(entry), compression, descriptor };
    const data: BytePart['read'] = (signal) =>
      compression === 'deflate' ? deflateChunks(csv(entry, signal)) : csv(entry, signal);
    return createArchive(form, await factsOf(entry), data);
  };

  return { text, csv, of };
};
