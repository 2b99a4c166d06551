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
