import { linkAbort } from '../abort.js';
import type { ByteSource } from '../download/download-options.js';

/** Compressed bytes that wait ahead of their reader. */
const AHEAD = 1024 * 1024;

/** What has come and was not read, and how it ended. */
interface Ahead {
  readonly chunks: Buffer[];
  bytes: number;
  ended: boolean;
  failure: { readonly error: unknown } | undefined;
  /** Ends the wait of the reader for bytes, and of the source for room. */
  wake: () => void;
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
    // Who leaves before the end wants no more of it.
    leave();
  }
}

/**
 * Starts to bring a file before anyone reads it, and stays at most `most` bytes ahead of its reader. A failure is kept and
 * comes to the reader at its place. Can be read once; ends with the signal.
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
  // A signal that outlives many files shall not collect their listeners.
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
