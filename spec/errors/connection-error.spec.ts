import { describe, expect, it } from 'vitest';
import { ConnectionError } from 'rxoffers';

describe('ConnectionError', () => {
  it('row 147: says whether the request may have arrived', () => {
    const cause = new Error('connect ECONNREFUSED');
    const error = new ConnectionError('refused', { code: 'ECONNREFUSED', unsent: true, cause });
    expect(error).toMatchObject({ name: 'ConnectionError', code: 'ECONNREFUSED', unsent: true, cause });
    expect(new ConnectionError('reset', { unsent: false })).toMatchObject({ code: undefined, unsent: false });
  });
});
