/** A file whose bytes are on their way; its batches are read once. */
export interface OpenFile<B> {
  batches(): AsyncIterableIterator<B>;
}

/** Opens a file: from then on its bytes come, a little ahead of their reader. */
export type OpenLog<F, B> = (file: F) => OpenFile<B>;

/**
 * The batches of one file after the other, in the order of the files; `concurrency` files are open, those ahead of the one
 * that is read with compressed bytes alone. A failure to find or open a file comes at its place.
 */
export async function* inOrder<F, B>(
  files: AsyncIterator<F, unknown>,
  open: OpenLog<F, B>,
  concurrency: number,
): AsyncGenerator<B, void> {
  const opened: Promise<OpenFile<B> | undefined>[] = [];
  const openNext = (): void => {
    const next = files.next().then((step) => (step.done ? undefined : open(step.value)));
    // Who comes to its place hears of it; until then nobody has to.
    next.catch(() => undefined);
    opened.push(next);
  };
  for (;;) {
    while (opened.length < concurrency) openNext();
    const current = await opened[0];
    if (!current) return;
    yield* current.batches();
    void opened.shift();
  }
}

/** Something that settled: a batch, the end of a file, the next file, or the end of all. */
type Settled<F, B> =
  | { readonly kind: 'file'; readonly step: IteratorResult<F, unknown> }
  | { readonly kind: 'batch'; readonly from: AsyncIterator<B, unknown>; readonly step: IteratorResult<B, unknown> }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Settled things in the order in which they settled. */
const createArrivals = <T>() => {
  const arrived: T[] = [];
  let wake = (): void => undefined;
  return {
    add: (item: T): void => {
      arrived.push(item);
      wake();
    },
    next: async (): Promise<T> => {
      for (;;) {
        const item = arrived.shift();
        if (item !== undefined) return item;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
};

/**
 * The batches of `concurrency` files at once, as they come: those of one file in its order. Of each file one batch is made
 * ahead. A failure comes after what had arrived before it.
 */
export async function* interleaved<F, B>(
  files: AsyncIterator<F, unknown>,
  open: OpenLog<F, B>,
  concurrency: number,
): AsyncGenerator<B, void> {
  const arrivals = createArrivals<Settled<F, B>>();
  const running = new Set<AsyncIterator<B, unknown>>();
  const failed = (error: unknown): void => arrivals.add({ kind: 'failed', error });
  let asking = false;
  let listed = false;

  const askFile = (): void => {
    if (asking || listed || running.size >= concurrency) return;
    asking = true;
    files.next().then((step) => arrivals.add({ kind: 'file', step }), failed);
  };
  const askBatch = (from: AsyncIterator<B, unknown>): void => {
    from.next().then((step) => arrivals.add({ kind: 'batch', from, step }), failed);
  };

  try {
    askFile();
    while (asking || running.size > 0) {
      const settled = await arrivals.next();
      if (settled.kind === 'failed') throw settled.error;
      if (settled.kind === 'file') {
        asking = false;
        listed = settled.step.done === true;
        if (!settled.step.done) {
          const batches = open(settled.step.value).batches();
          running.add(batches);
          askBatch(batches);
        }
      } else if (settled.step.done) running.delete(settled.from);
      else {
        yield settled.step.value;
        askBatch(settled.from);
      }
      askFile();
    }
  } finally {
    for (const batches of running) void batches.return?.().then(undefined, () => undefined);
  }
}
