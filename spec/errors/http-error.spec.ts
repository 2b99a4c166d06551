import { describe, expect, it } from 'vitest';
import { HasOffersError, HttpError } from 'rxoffers';

describe('HttpError', () => {
  it('row 149: carries the status, the wait asked for and an excerpt', () => {
    const error = new HttpError('Offer.findAll: HTTP 503', 503, { retryAfter: 5000, excerpt: '<html>' });
    expect(error).toMatchObject({ name: 'HttpError', status: 503, retryAfter: 5000, excerpt: '<html>' });
    expect(error).not.toBeInstanceOf(HasOffersError);
  });

  it('needs neither', () => {
    expect(new HttpError('x', 404)).toMatchObject({ status: 404, retryAfter: undefined, excerpt: undefined });
  });
});
