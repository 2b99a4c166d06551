import { mapError } from '../../transport/map-error.js';
import type { DownloadOptions } from './download-options.js';
import { Interruption } from './interruption.js';
import { linkAbort } from './link-abort.js';
import { redactLink } from './redact-link.js';

/** One GET under way. Whoever has it must `close()` it, which is harmless when it ended by itself. */
export interface Attempt {
  readonly status: number;
  /** A response header; the first where it came twice. */
  header(name: string): string | undefined;
  /** The next piece of the body, `undefined` at its end. A break of the connection is an {@link Interruption}. */
  next(): Promise<Buffer | undefined>;
  close(): void;
}

const NO_LIMITS = { connect: 0, headers: 0, body: 0, total: 0 } as const;

/**
 * Opens the link. Each attempt has an abort of its own, linked to `signal` only while it runs: a signal that outlives
 * many attempts collects no listeners.
 */
export const openAttempt = async (
  options: DownloadOptions,
  link: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Attempt> => {
  const own = linkAbort(signal);
  const fail = (error: unknown): never => {
    if (signal.aborted) throw signal.reason;
    const redact = (text: string): string => redactLink(text, link);
    throw new Interruption(mapError(error, `Download of ${options.file}`, options.timeout ?? NO_LIMITS, redact));
  };
  try {
    const { status, headers: received, body } = await options.open({ url: link, headers, signal: own.signal });
    // Closing a body that still flows makes it emit an error, which is of no interest any more.
    body.on('error', () => undefined);
    own.signal.addEventListener('abort', () => body.destroy(), { once: true });
    if (own.signal.aborted) body.destroy();
    const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Buffer, unknown>;
    return {
      status,
      header: (name) => [received[name]].flat()[0],
      next: () =>
        chunks.next().then((step) => {
          signal.throwIfAborted();
          return step.done ? undefined : step.value;
        }, fail),
      close: () => own.abort(),
    };
  } catch (error) {
    own.unlink();
    return fail(error);
  }
};
