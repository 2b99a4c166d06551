// A table of clicks, and how far the log was followed: both change in one transaction, or neither does.
import type { FollowCheckpoint, LogBatch, LogRecord } from 'rxoffers';
import sqlite from 'node-sqlite3-wasm';

/** The columns that are stored; nothing else is cut out of the log. */
export const COLUMNS = ['transaction_id', 'datetime', 'offer_id', 'affiliate_id', 'payout_cents'] as const;
type Click = LogRecord<(typeof COLUMNS)[number]>;

// Nothing here keeps a click from being stored twice, such as a unique key: that is the checkpoint's part.
const TABLES = `
  CREATE TABLE IF NOT EXISTS clicks (
    transaction_id TEXT, datetime TEXT, offer_id INTEGER, affiliate_id INTEGER, payout_cents INTEGER
  );
  CREATE TABLE IF NOT EXISTS checkpoint (id INTEGER PRIMARY KEY CHECK (id = 1), value TEXT NOT NULL)`;
const INSERT = `INSERT INTO clicks VALUES (${COLUMNS.map(() => '?').join(', ')})`;

/** Opens the database, and makes it where there is none. One process at a time. */
export const openClickStore = (path: string) => {
  const database = new sqlite.Database(path);
  // With its usual journal this build of SQLite does not undo what a killed process left half done; with a log it does.
  database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec(TABLES);

  const insertAll = async (batches: AsyncIterable<LogBatch<Click>>, onBatch: (clicks: number) => void) => {
    const insert = database.prepare(INSERT);
    let clicks = 0;
    let complete = false;
    try {
      for await (const batch of batches) {
        // An empty cell is no value.
        for (const click of batch) insert.run(COLUMNS.map((column) => click[column] || null));
        clicks += batch.length;
        complete = batch.complete;
        onBatch(clicks);
      }
    } finally {
      insert.finalize();
    }
    return complete ? clicks : undefined;
  };

  return {
    /** What was stored with the last file. */
    checkpoint: (): FollowCheckpoint | null => {
      const row = database.get('SELECT value FROM checkpoint') as { value: string } | null;
      return row && (JSON.parse(row.value) as FollowCheckpoint);
    },
    /** Stores one file with its checkpoint; gives its number of clicks, `undefined` when it was left before its end. */
    storeFile: async (
      batches: AsyncIterable<LogBatch<Click>>,
      checkpoint: FollowCheckpoint,
      onBatch: (clicks: number) => void = () => undefined,
    ): Promise<number | undefined> => {
      database.exec('BEGIN IMMEDIATE');
      try {
        const clicks = await insertAll(batches, onBatch);
        // Only `complete` says that the file is whole and checked.
        if (clicks === undefined) return undefined;
        database.run('INSERT OR REPLACE INTO checkpoint VALUES (1, ?)', JSON.stringify(checkpoint));
        database.exec('COMMIT');
        return clicks;
      } finally {
        if (database.inTransaction) database.exec('ROLLBACK');
      }
    },
    /** What is in the table. */
    totals: () =>
      database.get(`SELECT count(*) AS clicks, count(DISTINCT transaction_id) AS transactions,
        coalesce(sum(payout_cents), 0) AS cents FROM clicks`) as {
        clicks: number;
        transactions: number;
        cents: number;
      },
    close: () => database.close(),
  };
};
