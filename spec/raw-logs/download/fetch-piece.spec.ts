import { describe, expect, it } from 'vitest';
import { MaxRetriesError } from 'rxoffers';
import { fetchChunk } from '../../../lib/raw-logs/download/chunks.js';
import { startProgress } from '../../../lib/raw-logs/download/resume.js';
import { serve } from '../../support/download-of.js';

const file = Buffer.from('0123456789');
const never = new AbortController().signal;
const unknown = () => startProgress({ etag: undefined, lastModified: undefined, total: undefined });

describe('fetchPiece', () => {
  it('brings exactly the piece, without moving the walk', async () => {
    await using served = await serve(file);
    const known = unknown();
    expect(String(await fetchChunk(served.options, known, 2, 5, never))).toBe('234');
    expect(known).toMatchObject({ offset: 0, identity: { total: 10, etag: '"v1"' } });
  });

  it('learns that there are no ranges, and asks no more', async () => {
    await using served = await serve(file, () => ({ headers: { 'content-range': 'bytes 0-2/10' } }));
    const known = unknown();
    expect(await fetchChunk(served.options, known, 2, 5, never)).toBeUndefined();
    expect(await fetchChunk(served.options, known, 2, 5, never)).toBeUndefined();
    expect(served.server.requests).toHaveLength(1);
  });

  it('gives up after the budget', async () => {
    await using served = await serve(file, () => ({ hangUp: true }));
    await expect(fetchChunk(served.options, unknown(), 2, 5, never)).rejects.toBeInstanceOf(MaxRetriesError);
    expect(served.server.requests).toHaveLength(4);
  });
});
