import { describe, expect, it } from 'vitest';
import { createArchives } from '../../../lib/sandbox/raw-logs/archives.js';
import { rawLogSettings } from '../../../lib/sandbox/raw-logs/options.js';
import { bytesOf, COUNTS, entryOf, never } from './raw-log-call.js';

const archivesOf = (closing = never) =>
  createArchives(rawLogSettings(), { seed: 1, counts: COUNTS, quirks: 0.02 }, closing);

describe('createArchives', () => {
  it('makes the same bytes each time, of the length it told before', async () => {
    const archive = await archivesOf().of(entryOf({ rows: 2000 }));
    const bytes = await bytesOf(archive.read(0, archive.size, never));
    expect(bytes).toHaveLength(archive.size);
    const again = await archivesOf().of(entryOf({ rows: 2000 }));
    expect((await bytesOf(again.read(0, again.size, never))).equals(bytes)).toBe(true);
  });

  it('measures a version once: then it knows, though nothing can be made any more', async () => {
    const closing = new AbortController();
    const archives = archivesOf(closing.signal);
    const entry = entryOf();
    const { size } = await archives.of(entry);
    closing.abort();
    expect((await archives.of(entry)).size).toBe(size);
    await expect(archives.of(entryOf({ version: 1 }))).rejects.toThrow();
  });

  it('stops measuring when the sandbox closes', async () => {
    const closing = new AbortController();
    const measuring = expect(archivesOf(closing.signal).of(entryOf({ rows: 100_000_000 }))).rejects.toThrow('closed');
    closing.abort(new Error('closed'));
    await measuring;
  });

  it('streams the text of a file', async () => {
    const archives = archivesOf();
    const text = Buffer.concat([...archives.text(entryOf()).chunks()]);
    expect((await bytesOf(archives.csv(entryOf()))).equals(text)).toBe(true);
  });
});
