import { describe, expect, it } from 'vitest';
import { HasOffersError, RxOffersError } from 'rxoffers';

const items = [
  {
    code: 3,
    message: 'Type must be one of: file.',
    publicMessage: 'Could not update offer file.',
    attributeName: 'type',
  },
];

describe('HasOffersError', () => {
  it("rows 141, 144: says the API's own words and keeps its items", () => {
    const error = new HasOffersError(items, { target: 'OfferFile', method: 'update', requestId: 'r-1' });
    expect(error).toBeInstanceOf(RxOffersError);
    expect(error.name).toBe('HasOffersError');
    expect(error.message).toBe('Error code: 3. Could not update offer file. Type must be one of: file.');
    expect(error).toMatchObject({ errors: items, target: 'OfferFile', method: 'update', requestId: 'r-1' });
    expect('cause' in error).toBe(false);
  });

  it('keeps a cause', () => {
    const cause = new Error('x');
    expect(new HasOffersError(items, { cause }).cause).toBe(cause);
  });

  it('has a message without any item', () => {
    expect(new HasOffersError([]).message).not.toBe('');
  });
});
