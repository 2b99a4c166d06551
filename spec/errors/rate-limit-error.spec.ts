import { describe, expect, it } from 'vitest';
import { HasOffersError, RateLimitError } from 'rxoffers';

describe('RateLimitError', () => {
  it('row 145: carries what the service said of its limit', () => {
    const error = new RateLimitError(
      [],
      { limit: 50, window: 10_000, usage: 51, retryAfter: 2000 },
      { method: 'findAll' },
    );
    expect(error).toBeInstanceOf(HasOffersError);
    expect(error).toMatchObject({
      name: 'RateLimitError',
      limit: 50,
      window: 10_000,
      usage: 51,
      retryAfter: 2000,
      method: 'findAll',
    });
  });

  it('knows nothing when the service said nothing', () => {
    expect(new RateLimitError([], {})).toMatchObject({ limit: undefined, window: undefined, usage: undefined });
  });
});
