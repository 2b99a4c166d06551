import type { OpenFile } from '../../lib/raw-logs/flow/merge-files.js';

const immediately = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A batch, or what the file fails with at this place. */
export type Part = string | Error;

/** Files of plain generators, which remember what was done to them. */
export const createFiles = (parts: Readonly<Record<string, readonly Part[]>>) => {
  const opened: string[] = [];
  const pulled: string[] = [];
  const ended: string[] = [];
  let most = 0;

  async function* batches(name: string): AsyncGenerator<string, void> {
    try {
      // Slower than the list: as many files are open as may be.
      await immediately();
      for (const part of parts[name] ?? []) {
        await immediately();
        if (part instanceof Error) throw part;
        pulled.push(part);
        yield part;
      }
    } finally {
      ended.push(name);
    }
  }

  return {
    opened,
    pulled,
    ended,
    /** Most files that were open at a time. */
    most: () => most,
    /** Names, then an error where there is one. */
    list: async function* (error?: Error): AsyncGenerator<string, void> {
      for (const name of Object.keys(parts)) {
        await Promise.resolve();
        yield name;
      }
      if (error) throw error;
    },
    open: (name: string): OpenFile<string> => {
      opened.push(name);
      most = Math.max(most, opened.length - ended.length);
      return { batches: () => batches(name) };
    },
  };
};

/** All that an iterator gives, and what it fails with. */
export const drain = async <T>(iterator: AsyncIterable<T>): Promise<{ values: T[]; error: unknown }> => {
  const values: T[] = [];
  try {
    for await (const value of iterator) values.push(value);
  } catch (error) {
    return { values, error };
  }
  return { values, error: undefined };
};
