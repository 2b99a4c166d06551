import { describe, expect, it } from 'vitest';
import { AuthenticationError, HasOffersError } from 'rxoffers';

describe('AuthenticationError', () => {
  it('row 143: is a refusal of the API, with the status it came with', () => {
    const item = {
      code: undefined,
      message: undefined,
      publicMessage: 'Network id is not valid',
      attributeName: undefined,
    };
    const error = new AuthenticationError([item], 200, { target: 'Offer' });
    expect(error).toBeInstanceOf(HasOffersError);
    expect(error).toMatchObject({
      name: 'AuthenticationError',
      status: 200,
      message: 'Network id is not valid',
      errors: [item],
      target: 'Offer',
    });
  });
});
