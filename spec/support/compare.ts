/** The median duration of the runs of each case, ms. */
export type Medians<K extends string> = Readonly<Record<K, number>>;

const median = (times: readonly number[]): number => {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

const time = async (run: () => unknown): Promise<number> => {
  globalThis.gc?.();
  const start = performance.now();
  await run();
  return performance.now() - start;
};

/**
 * Runs the cases in turn, `runs` times each after `warmUp` rounds that do not count, and gives each one's median. They
 * are interleaved, so that a busy machine slows all of them alike and their ratio stays worth something.
 */
export const compare = async <K extends string>(
  cases: Readonly<Record<K, () => unknown>>,
  { runs = 5, warmUp = 1 }: { readonly runs?: number; readonly warmUp?: number } = {},
): Promise<Medians<K>> => {
  const named = Object.entries(cases) as [K, () => unknown][];
  const times = new Map<K, number[]>(named.map(([name]) => [name, []]));
  for (let round = 0; round < warmUp; round += 1) for (const [, run] of named) await run();
  for (let round = 0; round < runs; round += 1) for (const [name, run] of named) times.get(name)?.push(await time(run));
  return Object.fromEntries(named.map(([name]) => [name, median(times.get(name) ?? [])])) as Medians<K>;
};
