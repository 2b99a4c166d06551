import { describe, expect, it } from 'vitest';
import { RxOffersError } from 'rxoffers';

describe('RxOffersError', () => {
  it('is an Error with a name, and keeps its cause', () => {
    const cause = new Error('below');
    const error = new RxOffersError('above', { cause });
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('RxOffersError');
    expect(error.cause).toBe(cause);
    expect(String(error)).toBe('RxOffersError: above');
  });

  it('has no cause when none was given', () => {
    expect('cause' in new RxOffersError('alone')).toBe(false);
  });
});
