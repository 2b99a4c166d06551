import { pipeline } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { parse } from 'csv-parse';
import { request } from 'undici';
import unzipper from 'unzipper';

/** A program without this library: undici, unzipper's streams, csv-parse with `columns`. */
export async function* usualPipeline(origin: string, files: number): AsyncGenerator<Record<string, string>> {
  for (let i = 0; i < files; i += 1) {
    const { body } = await request(`${origin}/file/${i}`);
    const records = parse({ columns: true });
    pipeline(body, unzipper.ParseOne(), records, () => undefined);
    yield* records as AsyncIterable<Record<string, string>>;
  }
}

/** The same with a handler instead of a loop. */
export const usualPush = async (
  origin: string,
  files: number,
  handle: (record: Record<string, string>) => void,
): Promise<void> => {
  for (let i = 0; i < files; i += 1) {
    const { body } = await request(`${origin}/file/${i}`);
    const records = parse({ columns: true });
    records.on('data', handle);
    await new Promise<void>((resolve, reject) =>
      pipeline(body, unzipper.ParseOne(), records, (error) => (error ? reject(error) : resolve())),
    );
  }
};

const LOCAL_HEADER = 30;

/** The least possible work: undici, and node's zlib over the bytes after the local header. Returns the number of inflated bytes. */
export const inflateOnly = async (origin: string, file: number): Promise<number> => {
  const { body } = await request(`${origin}/file/${file}`);
  const inflater = createInflateRaw({ chunkSize: 256 * 1024 });
  let bytes = 0;
  let header: Buffer | undefined = Buffer.alloc(0);
  const done = new Promise<void>((resolve, reject) => {
    inflater.on('data', (chunk: Buffer) => (bytes += chunk.length)).on('end', resolve).on('error', reject); // prettier-ignore
  });
  for await (let chunk of body as AsyncIterable<Buffer>) {
    if (header) {
      header = Buffer.concat([header, chunk]);
      if (header.length < LOCAL_HEADER) continue;
      const start = LOCAL_HEADER + header.readUInt16LE(26) + header.readUInt16LE(28);
      if (header.length < start) continue;
      chunk = header.subarray(start);
      header = undefined;
    }
    if (!inflater.write(chunk)) await new Promise((resolve) => inflater.once('drain', resolve));
  }
  inflater.end();
  await done;
  return bytes;
};
