import { describe, expect, it } from 'vitest';
import { RawLogCorruptError } from 'rxoffers';

describe('RawLogCorruptError', () => {
  it('says where, and what was expected', () => {
    const error = new RawLogCorruptError('Wrong CRC-32', { file: 'a.zip', expected: 'aa', actual: 'bb' });
    expect(error.message).toBe('Wrong CRC-32 in a.zip: expected aa, got bb');
    expect(error).toMatchObject({ name: 'RawLogCorruptError', file: 'a.zip', line: undefined });
    expect('cause' in error).toBe(false);
  });

  it('names the line of a bad record, and keeps the cause', () => {
    const cause = new Error('x');
    const error = new RawLogCorruptError('Ragged record', { file: 'a.zip', line: 7, expected: 57, actual: 58, cause });
    expect(error.message).toBe('Ragged record in a.zip, line 7: expected 57, got 58');
    expect(error).toMatchObject({ line: 7, expected: 57, actual: 58, cause });
  });
});
