// A table of clicks and the checkpoint of their log: both change in one transaction, or neither does.
import type { FollowCheckpoint, LogBatch, LogRecord } from 'rxoffers';
import sqlite from 'node-sqlite3-wasm';

/** The columns that are stored; no others are parsed. */
export const COLUMNS = ['transaction_id', 'datetime', 'offer_id', 'affiliate_id', 'payout_cents'] as const;
type Click = LogRecord<(typeof COLUMNS)[number]>;

// No unique key keeps a click from being stored twice: the checkpoint does.
const TABLES = `
  CREATE TABLE IF NOT EXISTS clicks (
    transaction_id TEXT, datetime TEXT, offer_id INTEGER, affiliate_id INTEGER, payout_cents INTEGER
  );
  CREATE TABLE IF NOT EXISTS checkpoint (id INTEGER PRIMARY KEY CHECK (id = 1), value TEXT NOT NULL)`;
const INSERT = `INSERT INTO clicks VALUES (${COLUMNS.map(() => '?').join(', ')})`;

/** Opens the database, or creates it. For one process at a time. */
export const openClickStore = (path: string) => {
  const database = new sqlite.Database(path);
  // With its default journal this build of SQLite does not roll back the transaction of a killed process; with a
  // write-ahead log it does.
  database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec(TABLES);

  const insertAll = async (batches: AsyncIterable<LogBatch<Click>>, onBatch: (clicks: number) => void) => {
    const insert = database.prepare(INSERT);
    let clicks = 0;
    let complete = false;
    try {
      for await (const batch of batches) {
        // An empty cell becomes NULL.
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
    /** The checkpoint of the last file that was stored; `null` before the first. */
    checkpoint: (): FollowCheckpoint | null => {
      const row = database.get('SELECT value FROM checkpoint') as { value: string } | null;
      return row && (JSON.parse(row.value) as FollowCheckpoint);
    },
    /** Stores one file with its checkpoint. Resolves with its number of clicks, or `undefined` when the batches end early. */
    storeFile: async (
      batches: AsyncIterable<LogBatch<Click>>,
      checkpoint: FollowCheckpoint,
      onBatch: (clicks: number) => void = () => undefined,
    ): Promise<number | undefined> => {
      database.exec('BEGIN IMMEDIATE');
      try {
        const clicks = await insertAll(batches, onBatch);
        // Only `complete` says that the file was read to its end and verified.
        if (clicks === undefined) return undefined;
        database.run('INSERT OR REPLACE INTO checkpoint VALUES (1, ?)', JSON.stringify(checkpoint));
        database.exec('COMMIT');
        return clicks;
      } finally {
        if (database.inTransaction) database.exec('ROLLBACK');
      }
    },
    /** Counts and sums over the table. */
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
