import type { LogEntry } from '../raw-logs/log-entry.js';
import type { OwnRow } from '../raw-logs/own-rows.js';
import type { RowFacts } from '../raw-logs/row-facts.js';
import { type DimensionValue, logDimension, needsTexts, ownLogDimension } from './dimensions.js';
import { type Counts, type Money, NO_COUNTS } from './sums.js';

/** One or several events with equal dimensions. Reports add these up. */
export interface ReportEvent {
  /** The values of the requested dimensions, in their order. */
  readonly values: readonly DimensionValue[];
  readonly counts: Counts;
  /** The money of the events, if any. */
  readonly money?: Money;
  /** The money in the requested currency. */
  readonly converted?: Money;
}

/** Creates the rows of a file. Without `texts` they lack the long random texts, which is faster. */
type FactsOf = (entry: LogEntry, texts: boolean) => (index: number) => RowFacts;

/** Counts the rows of a file of clicks or impressions by dimensions. */
export type LogCounts = (entry: LogEntry, dimensions: readonly string[]) => readonly ReportEvent[];

/** The number of results that are cached for each file. */
const CACHE_SIZE = 4;

interface Count {
  readonly values: readonly DimensionValue[];
  rows: number;
  unique: number;
}

const eventOf = (isClick: boolean, { values, rows, unique }: Count): ReportEvent => ({
  values,
  counts: isClick ? { ...NO_COUNTS, clicks: rows, unique_clicks: unique } : { ...NO_COUNTS, impressions: rows },
});

/** A row, as far as it is counted. */
interface CountedRow {
  readonly values: readonly DimensionValue[];
  readonly isUnique: boolean;
}

function* generatedRows(entry: LogEntry, dimensions: readonly string[], factsOf: FactsOf): Generator<CountedRow> {
  const readers = dimensions.map((name) => logDimension(entry.type, name));
  const facts = factsOf(entry, needsTexts(dimensions));
  for (let index = 0; index < entry.rows; index++) {
    const row = facts(index);
    yield { values: readers.map((read) => read(row)), isUnique: row.unique === '1' };
  }
}

function* givenRows(own: readonly OwnRow[], dimensions: readonly string[]): Generator<CountedRow> {
  for (const row of own) {
    const values = dimensions.map((name) => ownLogDimension(row, name));
    yield { values, isUnique: row['is_click_unique'] === '1' };
  }
}

const countRows = (entry: LogEntry, dimensions: readonly string[], factsOf: FactsOf): readonly ReportEvent[] => {
  const { own } = entry;
  const rows = own === undefined ? generatedRows(entry, dimensions, factsOf) : givenRows(own, dimensions);
  const counts = new Map<string, Count>();
  for (const { values, isUnique } of rows) {
    const key = values.join('\u0000');
    const count = counts.get(key) ?? { values, rows: 0, unique: 0 };
    count.rows += 1;
    if (isUnique) count.unique += 1;
    counts.set(key, count);
  }
  return [...counts.values()].map((count) => eventOf(entry.type === 'clicks', count));
};

/**
 * Counts the rows of files from the facts behind them, without writing or parsing CSV. The results are cached with the
 * version of the file.
 */
export const createLogCounts = (factsOf: FactsOf): LogCounts => {
  const cache = new WeakMap<LogEntry, Map<string, readonly ReportEvent[]>>();
  return (entry, dimensions) => {
    const results = cache.get(entry) ?? new Map<string, readonly ReportEvent[]>();
    cache.set(entry, results);
    const key = dimensions.join(' ');
    const events = results.get(key) ?? countRows(entry, dimensions, factsOf);
    if (!results.has(key) && results.size >= CACHE_SIZE) results.clear();
    results.set(key, events);
    return events;
  };
};
