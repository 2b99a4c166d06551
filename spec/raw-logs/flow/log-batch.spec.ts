import { describe, expect, expectTypeOf, it } from 'vitest';
import type { LogBatch, LogFile } from 'rxoffers';
import { logBatch } from '../../../lib/raw-logs/flow/read-logs.js';

const file = { filename: 'x.zip' } as LogFile;

describe('logBatch', () => {
  it('is the array that it was made of, with its file', () => {
    const records = [1, 2];
    const batch = logBatch(records, file, false);
    expect(batch).toBe(records);
    expect(batch.file).toBe(file);
    expect(batch.complete).toBe(false);
    expect(logBatch([], file, true).complete).toBe(true);
  });

  it('carries what it carries unseen', () => {
    const batch = logBatch(['a'], file, true);
    expect(Object.keys(batch)).toEqual(['0']);
    expect(JSON.stringify(batch)).toBe('["a"]');
    expect([...batch]).toStrictEqual(['a']);
    expect(() => Object.assign(batch, { complete: false })).toThrow(TypeError);
  });

  it('is an array for the compiler too', () => {
    expectTypeOf<LogBatch<string, 'ip'>>().toExtend<readonly string[]>();
    expectTypeOf<LogBatch<string, 'ip'>['file']>().toEqualTypeOf<LogFile<'ip'>>();
  });
});
