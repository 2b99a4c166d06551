import { crc32 } from 'node:zlib';
import { ConnectionError } from '../../errors/connection-error.js';
import { RawLogChangedError } from '../../errors/raw-log-changed-error.js';
import type { Attempt } from './attempt.js';
import { Interruption } from './interruption.js';
import type { Progress } from './progress.js';
import { skipUsed } from './skip-used.js';

const checkEnd = (progress: Progress, file: string, skipping: number): void => {
  const { offset, identity } = progress;
  if (skipping > 0) throw new RawLogChangedError(file, `at least ${offset} bytes`, `${offset - skipping} bytes`);
  if (identity.total !== undefined && offset < identity.total)
    throw new Interruption(
      new ConnectionError(`Download of ${file}: closed after ${offset} of ${identity.total} bytes`, {
        code: undefined,
        unsent: false,
      }),
    );
};

/**
 * The new bytes of one admitted response, recorded in `progress` before each is handed on. Ends when the file is
 * complete; a body that ends early is an {@link Interruption}, one that goes on too long another file.
 */
export async function* newPieces(attempt: Attempt, progress: Progress, file: string, start: number) {
  const known = progress.identity.etag !== undefined;
  const skip = skipUsed(file, progress.offset - start, known ? undefined : progress.crc);
  for (;;) {
    const chunk = await attempt.next();
    if (chunk === undefined) return checkEnd(progress, file, skip.left);
    const fresh = skip.pass(chunk);
    if (fresh.length === 0) continue;
    const { total } = progress.identity;
    if (total !== undefined && progress.offset + fresh.length > total)
      throw new RawLogChangedError(file, `${total} bytes`, `more than ${total} bytes`);
    if (!known) progress.crc = crc32(fresh, progress.crc);
    progress.offset += fresh.length;
    yield fresh;
  }
}
