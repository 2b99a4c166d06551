import { describe, expect, it } from 'vitest';
import type { Connector } from '../../../lib/protocol/filters.js';
import { encodeConditions } from '../../../lib/reports/query/conditions.js';
import { parseConditions } from '../../../lib/reports/query/conditions.js';
import { wire } from '../../support/wire.js';

const encoded = (filters: Record<string, unknown>, connector: Connector = 'AND'): string =>
  wire(encodeConditions(parseConditions(filters, connector), connector));

describe('encodeConditions', () => {
  it.each([
    [{ 'Stat.offer_id': 3 }, 'filters[Stat.offer_id]=3'],
    [{ 'Stat.offer_id': [1, 2n] }, 'filters[Stat.offer_id][]=1&filters[Stat.offer_id][]=2'],
    [{ 'Offer.display_advertiser': true }, 'filters[Offer.display_advertiser]=1'],
    [{ 'Stat.payout__gt': '3.5' }, 'filters[Stat.payout][conditional]=GREATER_THAN&filters[Stat.payout][values]=3.5'],
    [{ 'Stat.ip__null': true }, 'filters[Stat.ip][conditional]=NULL&filters[Stat.ip][values]=1'],
    [
      { 'Stat.clicks__between': [1, 5] },
      'filters[Stat.clicks][conditional]=BETWEEN&filters[Stat.clicks][values][]=1&filters[Stat.clicks][values][]=5',
    ],
    [
      { 'Stat.source': { conditional: 'NOT_LIKE', values: 'a%' } },
      'filters[Stat.source][conditional]=NOT_LIKE&filters[Stat.source][values]=a%',
    ],
    [{ 'Stat.conversion_status': 'approved' }, 'filters[Stat.conversion_status][]=approved'],
    [{ 'Stat.conversion_status': ['approved'] }, 'filters[Stat.conversion_status][]=approved'],
    [
      { 'Stat.clicks__gt': 1, 'Stat.clicks__ne': 5 },
      'filters[Stat.clicks][GREATER_THAN]=1&filters[Stat.clicks][NOT_EQUAL_TO]=5',
    ],
  ])('encodes %o', (filters, expected) => expect(encoded(filters)).toBe(expected));

  it('puts alternatives below OR', () => {
    expect(encoded({ 'Stat.offer_id': 3, 'Stat.clicks__lt': 2, 'Stat.conversion_status': 'pending' }, 'OR')).toBe(
      'filters[OR][Stat.offer_id]=3&filters[OR][Stat.clicks][conditional]=LESS_THAN&' +
        'filters[OR][Stat.clicks][values]=2&filters[OR][Stat.conversion_status][]=pending',
    );
  });
});
