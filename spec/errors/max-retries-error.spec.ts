import { describe, expect, it } from 'vitest';
import { ConnectionError, HasOffersError, MaxRetriesError, RxOffersError } from 'rxoffers';

describe('MaxRetriesError', () => {
  it('row 148: says how often, and why in the end', () => {
    const cause = new ConnectionError('reset', { unsent: false });
    const error = new MaxRetriesError(4, cause);
    expect(error).toBeInstanceOf(RxOffersError);
    expect(error.name).toBe('MaxRetriesError');
    expect(error.message).toMatch(/^Max retries exceeded/);
    expect(error.message).toContain('reset');
    expect(error).toMatchObject({ attempts: 4, cause });
  });

  it("section 2.12: gives the API's items when a refusal was the cause, else none", () => {
    const item = { code: undefined, message: undefined, publicMessage: 'No.', attributeName: undefined };
    expect(new MaxRetriesError(2, new HasOffersError([item])).errors).toEqual([item]);
    expect(new MaxRetriesError(2, new Error('x')).errors).toEqual([]);
  });
});
