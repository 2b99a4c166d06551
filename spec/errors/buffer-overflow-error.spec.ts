import { describe, expect, it } from 'vitest';
import { BufferOverflowError } from 'rxoffers';

describe('BufferOverflowError', () => {
  it.each([
    [true, 'drainMap'],
    [false, 'iterate((demand) =>'],
  ])('says what to do when the demand was heard: %s', (heard, advice) => {
    const error = new BufferOverflowError(16_384, heard);
    expect(error).toMatchObject({ name: 'BufferOverflowError', maxBuffer: 16_384, heard });
    expect(error.message).toContain('16384');
    expect(error.message).toContain(advice);
  });
});
