import { linkAbort } from '../abort.js';
import type { ByteSource } from '../download/download-options.js';

/** Compressed bytes that one file may hold ahead of its reader. */
const AHEAD = 1024 * 1024;

/**
 * Starts reading a source at once and stays at most `most` bytes ahead of its reader. A failure waits for the reader to reach
 * it. The result can be read once; it ends when `outer` aborts.
 */
export const readAhead = (source: ByteSource, outer: AbortSignal, most = AHEAD): ByteSource => {
  const own = linkAbort(outer);
  const ahead: Ahead = {
    chunks: [],
    bytes: 0,
    ended: false,
    failure: undefined,
    wake: () => undefined,
    makeRoom: () => undefined,
  };
  own.signal.addEventListener('abort', () => {
    ahead.wake();
    ahead.makeRoom();
  });
  // `outer` outlives many files and should not collect their listeners.
  void fill(source, ahead, most, own.signal).then(own.unlink);
  return {
    get size() {
      return source.size;
    },
    stream: (signal) => {
      if (signal.aborted) own.abort(signal.reason);
      else signal.addEventListener('abort', () => own.abort(signal.reason), { once: true });
      return drain(ahead, signal, own.abort);
    },
    fetchRange: (from, to, signal) => source.fetchRange(from, to, signal),
  };
};

/** The chunks that wait for the reader, and how the source ended. */
interface Ahead {
  readonly chunks: Buffer[];
  bytes: number;
  ended: boolean;
  failure: { readonly error: unknown } | undefined;
  /** Ends the reader's wait for a chunk. */
  wake: () => void;
  /** Ends the source's wait for room. */
  makeRoom: () => void;
}

const fill = async (source: ByteSource, ahead: Ahead, most: number, signal: AbortSignal): Promise<void> => {
  try {
    for await (const chunk of source.stream(signal)) {
      ahead.chunks.push(chunk);
      ahead.bytes += chunk.length;
      ahead.wake();
      if (ahead.bytes >= most) await new Promise<void>((resolve) => (ahead.makeRoom = resolve));
    }
  } catch (error) {
    ahead.failure = { error };
  }
  ahead.ended = true;
  ahead.wake();
};

async function* drain(ahead: Ahead, signal: AbortSignal, leave: () => void): AsyncGenerator<Buffer, void> {
  try {
    for (;;) {
      signal.throwIfAborted();
      const chunk = ahead.chunks.shift();
      if (chunk) {
        ahead.bytes -= chunk.length;
        ahead.makeRoom();
        yield chunk;
      } else if (ahead.failure) throw ahead.failure.error;
      else if (ahead.ended) return;
      else await new Promise<void>((resolve) => (ahead.wake = resolve));
    }
  } finally {
    // A reader that leaves early stops the source.
    leave();
  }
}

/** A file whose download has begun. Its batches can be read once. */
export interface OpenFile<B> {
  batches(): AsyncIterableIterator<B>;
}

/** Opens a file: its download begins, and may run a little ahead of the reader. */
type OpenLog<F, B> = (file: F) => OpenFile<B>;

/**
 * Yields the batches of one file after the other, in the order of the files. `concurrency` files are open; those ahead of the
 * current one hold compressed bytes only. A failure to list or open a file is thrown in its place in that order.
 */
export async function* inOrder<F, B>(
  files: AsyncIterator<F, unknown>,
  open: OpenLog<F, B>,
  concurrency: number,
): AsyncGenerator<B, void> {
  const opened: Promise<OpenFile<B> | undefined>[] = [];
  const openNext = (): void => {
    const next = files.next().then((step) => (step.done ? undefined : open(step.value)));
    // The loop below handles the rejection when it gets there; until then it is not an unhandled one.
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

/** The outcome of one step: the next file or its absence, a batch or the end of its file, or a failure. */
type Settled<F, B> =
  | { readonly kind: 'file'; readonly step: IteratorResult<F, unknown> }
  | { readonly kind: 'batch'; readonly from: AsyncIterator<B, unknown>; readonly step: IteratorResult<B, unknown> }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Creates a queue of items, read in the order in which they arrive. */
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
 * Yields the batches of `concurrency` files at once, as they arrive; those of one file stay in order. Each file is one batch
 * ahead of the consumer. A failure is thrown after the batches that arrived before it.
 */
export async function* interleaved<F, B>(
  files: AsyncIterator<F, unknown>,
  open: OpenLog<F, B>,
  concurrency: number,
): AsyncGenerator<B, void> {
  const arrivals = createArrivals<Settled<F, B>>();
  const running = new Set<AsyncIterator<B, unknown>>();
  const failed = (error: unknown): void => arrivals.add({ kind: 'failed', error });
  let isListing = false;
  let isListed = false;

  const pullFile = (): void => {
    if (isListing || isListed || running.size >= concurrency) return;
    isListing = true;
    files.next().then((step) => arrivals.add({ kind: 'file', step }), failed);
  };
  const pullBatch = (from: AsyncIterator<B, unknown>): void => {
    from.next().then((step) => arrivals.add({ kind: 'batch', from, step }), failed);
  };

  try {
    pullFile();
    while (isListing || running.size > 0) {
      const settled = await arrivals.next();
      if (settled.kind === 'failed') throw settled.error;
      if (settled.kind === 'file') {
        isListing = false;
        isListed = settled.step.done === true;
        if (!settled.step.done) {
          const batches = open(settled.step.value).batches();
          running.add(batches);
          pullBatch(batches);
        }
      } else if (settled.step.done) running.delete(settled.from);
      else {
        yield settled.step.value;
        pullBatch(settled.from);
      }
      pullFile();
    }
  } finally {
    for (const batches of running) void batches.return?.().then(undefined, () => undefined);
  }
}
