import { describe, expect, it } from 'vitest';
import { methodOf } from '../../../lib/catalog/methods.js';
import { checkRequired } from '../../../lib/calls/controller/open-method.js';

const check = (params: Record<string, unknown>) => () =>
  checkRequired('Offer.setPayout', methodOf('Offer', 'setPayout'), params);

describe('checkRequired', () => {
  it.each([
    [{ affiliate_id: 2, payout: '1' }, 'id'],
    [{ id: 1, affiliate_id: undefined, payout: '1' }, 'affiliate_id'],
    [{ id: null, affiliate_id: 2, payout: '1' }, 'id'],
    [{ id: [], affiliate_id: 2, payout: '1' }, 'id'],
    [{ id: new Set(), affiliate_id: 2, payout: '1' }, 'id'],
  ])('names what %j lacks', (params, name) => {
    expect(check(params)).toThrow(new TypeError(`Offer.setPayout needs the parameter "${name}"`));
  });

  it('takes what is there, whatever it is', () => {
    expect(check({ id: 0, affiliate_id: '', payout: false })).not.toThrow();
  });

  it('asks nothing of a method that nobody knows', () => {
    expect(() => checkRequired('A.b', methodOf('A', 'b'), {})).not.toThrow();
  });
});
