import { ProtocolError } from '../../errors/protocol-error.js';
import { RawLogChangedError } from '../../errors/raw-log-changed-error.js';
import type { Attempt } from './attempt.js';
import { parseContentRange } from './content-range.js';
import { checkSameFile, mergeIdentity, readIdentity } from './file-identity.js';
import { Interruption } from './interruption.js';
import type { Progress } from './progress.js';

/** Where in the file the body of an admitted response starts; `end`: there is nothing more. */
export type Admission = number | 'end';

const lengthOf = (attempt: Attempt): number | undefined => {
  const digits = attempt.header('content-length');
  return digits !== undefined && /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
};

const adopt = (attempt: Attempt, progress: Progress, file: string, total: number | undefined): void => {
  const found = readIdentity((name) => attempt.header(name), total);
  checkSameFile(file, progress.identity, found);
  progress.identity = mergeIdentity(progress.identity, found);
};

// A broken notion of ranges is the server's habit, not an accident: the next attempt asks for the whole file.
const distrust = (progress: Progress, file: string, said: string | undefined): never => {
  progress.ranges = false;
  throw new Interruption(
    new ProtocolError(`Download of ${file}: byte ${progress.offset} wanted, got "${said ?? 'no Content-Range'}"`),
  );
};

const admitPiece = (attempt: Attempt, progress: Progress, file: string): Admission => {
  const header = attempt.header('content-range');
  const range = parseContentRange(header);
  if (!progress.ranges || range?.start !== progress.offset) return distrust(progress, file, header);
  // Without a total nothing says that this piece is of the same file.
  if (range.total === undefined && progress.identity.total !== undefined) return distrust(progress, file, header);
  adopt(attempt, progress, file, range.total);
  return range.start;
};

const admitNothing = (attempt: Attempt, progress: Progress, file: string): Admission => {
  const header = attempt.header('content-range');
  const total = parseContentRange(header)?.total;
  const { total: known } = progress.identity;
  if (known === undefined && total === progress.offset) return 'end';
  if (total === undefined || progress.offset < total) return distrust(progress, file, header);
  throw new RawLogChangedError(
    file,
    known === undefined ? `${progress.offset} bytes` : `${known} bytes`,
    `${total} bytes`,
  );
};

/**
 * Decides whether a response continues the download, and from where: the wanted byte, or the start again. Throws when it
 * is of another file, and an {@link Interruption} when it is of no use.
 */
export const admit = (attempt: Attempt, progress: Progress, file: string): Admission => {
  const encoding = attempt.header('content-encoding');
  if (encoding !== undefined && encoding !== 'identity')
    throw new ProtocolError(`Download of ${file}: encoded as ${encoding}, though the bytes as they are were asked for`);
  if (attempt.status === 416) return admitNothing(attempt, progress, file);
  if (attempt.status === 206) return admitPiece(attempt, progress, file);
  adopt(attempt, progress, file, lengthOf(attempt));
  return 0;
};
