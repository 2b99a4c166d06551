/** The results of the last queries: the keys of the rows that they found, in order. */
export interface Results {
  /** The result of a query, kept since it was last run, or run now. */
  find(query: string, run: () => Promise<readonly number[]>): Promise<readonly number[]>;
}

/** The most keys that are kept. A single result may have more. */
const KEPT_KEYS = 4_000_000;

/** Keeps results until the next write; `writes` counts writes. Equal queries at the same time run once. */
export const createResults = (writes: () => number): Results => {
  const kept = new Map<string, { readonly keys: Promise<readonly number[]>; size: number }>();
  let version = writes();

  const dropOldest = (): void => {
    let size = [...kept.values()].reduce((sum, result) => sum + result.size, 0);
    for (const [query, result] of kept) {
      if (size <= KEPT_KEYS || kept.size === 1) return;
      kept.delete(query);
      size -= result.size;
    }
  };

  const start = (query: string, run: () => Promise<readonly number[]>): Promise<readonly number[]> => {
    const result = { keys: run(), size: 0 };
    kept.set(query, result);
    result.keys.then(
      ({ length }) => {
        // An empty result has a place too.
        result.size = length + 1_000;
        dropOldest();
      },
      () => void kept.delete(query),
    );
    return result.keys;
  };

  return {
    find: (query, run) => {
      if (version !== writes()) kept.clear();
      version = writes();
      return kept.get(query)?.keys ?? start(query, run);
    },
  };
};
