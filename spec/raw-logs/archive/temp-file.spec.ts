import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTempFile } from '../../../lib/raw-logs/archive/temp-file.js';
import { readAll } from '../../support/download-of.js';

const never = new AbortController().signal;

describe('createTempFile', () => {
  it('holds what was appended, and nothing when closed', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'spec-'));
    try {
      const file = await createTempFile(directory);
      await file.append(Buffer.from('01234'));
      await file.append(Buffer.from('56789'));
      expect(file.size).toBe(10);
      expect(String(await readAll(file))).toBe('0123456789');
      expect(String(await file.fetchRange(3, 7, never))).toBe('3456');
      expect(String(await file.fetchRange(8, 70, never))).toBe('89');
      await file.close();
      expect(await readdir(directory)).toEqual([]);
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  it('counts offsets from its base', async () => {
    const file = await createTempFile(tmpdir(), 100);
    await file.append(Buffer.from('01234'));
    expect(file.size).toBe(105);
    expect(String(await file.fetchRange(102, 104, never))).toBe('23');
    expect(String(await readAll(file))).toBe('01234');
    await expect(file.fetchRange(99, 104, never)).rejects.toBeInstanceOf(RangeError);
    await file.close();
  });

  it('stops when aborted, and fails where it cannot be made', async () => {
    const file = await createTempFile(tmpdir());
    await file.append(Buffer.from('x'));
    await expect(readAll(file, AbortSignal.abort(new Error('left')))).rejects.toThrow('left');
    await file.close();
    await expect(createTempFile(join(tmpdir(), 'no', 'such', 'place'))).rejects.toThrow(/ENOENT/);
  });
});
