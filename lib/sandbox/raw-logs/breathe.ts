import { setImmediate } from 'node:timers/promises';

/** Chunks made at a stretch before others get their turn. */
const STRETCH = 4;

/** Hands synchronous chunks out without keeping the process to itself; ends with an error when `signal` aborts. */
export async function* breathe(chunks: Iterable<Buffer>, signal: AbortSignal): AsyncGenerator<Buffer, void> {
  let made = 0;
  for (const chunk of chunks) {
    signal.throwIfAborted();
    yield chunk;
    if (++made % STRETCH === 0) await setImmediate();
  }
}
