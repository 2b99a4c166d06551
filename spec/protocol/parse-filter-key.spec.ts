import { describe, expect, it } from 'vitest';
import { parseFilterKey } from '../../lib/protocol/filters.js';

describe('parseFilterKey', () => {
  it.each([
    ['id', 'id', undefined],
    ['id__gt', 'id', 'gt'],
    ['offer_id__not_null', 'offer_id', 'not_null'],
    ['Offer.id__lte', 'Offer.id', 'lte'],
    ['a__b__c', 'a__b__c', undefined],
    ['_NETWORK_offer_id', '_NETWORK_offer_id', undefined],
    ['__typename', '__typename', undefined],
    ['__proto__', '__proto__', undefined],
  ])('takes %s apart (rows 27–40)', (key, field, operator) => {
    expect(parseFilterKey(key)).toEqual({ field, operator });
  });

  it('names the operators there are when one does not exist', () => {
    expect(() => parseFilterKey('id__bigger')).toThrow(TypeError);
    expect(() => parseFilterKey('id__bigger')).toThrow(/"bigger".*gte/);
  });
});
