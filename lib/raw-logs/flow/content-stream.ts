import { deferStream } from '../../streams/defer-stream.js';
import { fromBatches } from '../../streams/from-batches.js';
import type { Stream } from '../../streams/stream.js';
import { abortable } from '../archive/abortable.js';
import { readArchive } from '../archive/read-archive.js';
import { checkLogOptions } from '../check-log-options.js';
import type { ByteSource } from '../download/byte-source.js';
import type { ContentOptions } from '../log-options.js';

/** The file whose content is wanted. */
export interface ContentFile {
  readonly name: string;
  readonly open: () => ByteSource;
  /** Told what reading it failed with. */
  readonly failed: (error: unknown) => void;
}

async function* contents(
  { name, open, failed }: ContentFile,
  options: ContentOptions,
  signal: AbortSignal,
): AsyncGenerator<Buffer[], void> {
  try {
    for await (const { data } of readArchive(open(), { ...options, file: name, signal }))
      if (data.length > 0) yield [data];
  } catch (error) {
    failed(error);
    throw error;
  }
}

/** What is in a file's archive, as Buffers. They are large: a `for await` has one of them waiting. */
export const contentStream = (file: ContentFile, options: ContentOptions): Stream<Buffer> =>
  deferStream(
    () => {
      checkLogOptions('content', options);
      return fromBatches((signal) => abortable(signal, (own) => contents(file, options, own)), options);
    },
    { highWaterMark: 1 },
  );
