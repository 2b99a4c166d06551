import type { LogEntry } from '../raw-logs/log-entry.js';
import type { RowFacts } from '../raw-logs/row-facts.js';
import { type DimensionValue, logDimension, needsTexts } from './dimensions.js';
import { type Counts, type Money, NO_COUNTS } from './sums.js';

/** What happened, once or several times alike: what reports are added up from. */
export interface ReportEvent {
  /** In the order of the dimensions that were asked for. */
  readonly values: readonly DimensionValue[];
  readonly counts: Counts;
  /** What was earned by it; nothing without. */
  readonly money?: Money;
  /** The same in the currency that was asked for. */
  readonly converted?: Money;
}

/** The rows of a file; without `texts` those that share no long random texts, which is faster. */
export type FactsOf = (entry: LogEntry, texts: boolean) => (index: number) => RowFacts;

/** The rows of a file of clicks or impressions, counted by some dimensions. */
export type LogCounts = (entry: LogEntry, dimensions: readonly string[]) => readonly ReportEvent[];

/** How many ways to count a file are remembered. */
const KEPT = 4;

interface Count {
  readonly values: readonly DimensionValue[];
  rows: number;
  unique: number;
}

const eventOf = (isClick: boolean, { values, rows, unique }: Count): ReportEvent => ({
  values,
  counts: isClick ? { ...NO_COUNTS, clicks: rows, unique_clicks: unique } : { ...NO_COUNTS, impressions: rows },
});

const count = (entry: LogEntry, dimensions: readonly string[], factsOf: FactsOf): readonly ReportEvent[] => {
  const readers = dimensions.map((name) => logDimension(entry.type, name));
  const facts = factsOf(entry, needsTexts(dimensions));
  const counts = new Map<string, Count>();
  for (let index = 0; index < entry.rows; index++) {
    const row = facts(index);
    const values = readers.map((read) => read(row));
    const key = values.join('\u0000');
    const known = counts.get(key) ?? { values, rows: 0, unique: 0 };
    known.rows += 1;
    if (row.unique === '1') known.unique += 1;
    counts.set(key, known);
  }
  return [...counts.values()].map((known) => eventOf(entry.type === 'clicks', known));
};

/**
 * Counts files from what their rows are written from: nothing is zipped, inflated or parsed. What was counted is remembered
 * with the version of the file, and forgotten with it.
 */
export const createLogCounts = (factsOf: FactsOf): LogCounts => {
  const known = new WeakMap<LogEntry, Map<string, readonly ReportEvent[]>>();
  return (entry, dimensions) => {
    const ways = known.get(entry) ?? new Map<string, readonly ReportEvent[]>();
    known.set(entry, ways);
    const key = dimensions.join(' ');
    const events = ways.get(key) ?? count(entry, dimensions, factsOf);
    if (!ways.has(key) && ways.size >= KEPT) ways.clear();
    ways.set(key, events);
    return events;
  };
};
