import { describe, expect, it } from 'vitest';
import { TimeoutError } from 'rxoffers';

describe('TimeoutError', () => {
  it('names the phase and the limit', () => {
    const cause = new Error('x');
    const error = new TimeoutError('no headers in 60000 ms', 'headers', 60_000, { cause });
    expect(error).toMatchObject({ name: 'TimeoutError', phase: 'headers', limit: 60_000, cause });
  });
});
