import { describe, expect, it } from 'vitest';
import { ApiFailure } from '../../../lib/sandbox/handlers/call.js';
import { entityOf } from '../../../lib/sandbox/catalog/generated-entity.js';
import type { Entity } from '../../../lib/sandbox/store/entity.js';
import { ENTITIES } from '../../../lib/sandbox/entities/entities.js';
import { parseData } from '../../../lib/sandbox/handlers/write.js';
import { parseBrackets } from '../../../lib/sandbox/wire/params.js';

const read = (entity: Entity, action: 'create' | 'update', data: Record<string, string>) =>
  parseData(entity, action, parseBrackets(Object.entries(data)));

const errorsOf = (...args: Parameters<typeof read>): ApiFailure['errors'] => {
  try {
    read(...args);
  } catch (error) {
    if (error instanceof ApiFailure) return error.errors;
  }
  return [];
};

describe('readData', () => {
  it('gives money the places of its column and an address its scheme', () => {
    expect(read(ENTITIES.Conversion, 'create', { payout: '1', revenue: '2.5' })).toEqual({
      ...{ payout: '1.00000', revenue: '2.50000' },
    });
    expect(
      read(ENTITIES.Offer, 'update', { offer_url: 'test.com', preview_url: 'https://a', payout_cap: '3' }),
    ).toEqual({
      ...{ offer_url: 'http://test.com', preview_url: 'https://a', payout_cap: '3.00' },
    });
  });

  it('takes an empty text, which clears a field (row 5)', () => {
    expect(read(ENTITIES.Offer, 'update', { note: '', advertiser_id: '' })).toEqual({ note: '', advertiser_id: '' });
  });

  it('names the values that a field may have, as recorded', () => {
    expect(errorsOf(ENTITIES.Affiliate, 'update', { status: 'null' })).toEqual([
      {
        err_code: 3,
        err_msg: 'Status must be one of: pending, active, blocked, deleted, rejected',
        attribute_name: 'status',
        publicMessage: 'Could not update affiliate.',
      },
    ]);
  });

  it('refuses an id that is none, as recorded', () => {
    expect(errorsOf(ENTITIES.Advertiser, 'update', { account_manager_id: 'string' })[0]).toMatchObject({
      ...{ err_msg: 'Account_manager_id is not valid.', attribute_name: 'account_manager_id' },
    });
    expect(errorsOf(ENTITIES.Conversion, 'create', { payout: 'much' })[0]).toMatchObject({ attribute_name: 'payout' });
  });

  it('tells every field that is wrong, and what a create lacks', () => {
    const errors = errorsOf(ENTITIES.Goal, 'create', { status: 'x', offer_id: '3' });
    expect(errors.map(({ err_code, attribute_name }) => [err_code, attribute_name])).toEqual([
      [1, 'name'],
      [3, 'status'],
    ]);
    expect(errorsOf(ENTITIES.Goal, 'update', { description: 'x' })).toEqual([]);
  });

  it('takes everything as it comes where the model is not known to the end', () => {
    expect(read(entityOf('OfferUrl'), 'create', { name: 'x', brand_new: 'y', 'list[]': 'z' })).toEqual({
      ...{ name: 'x', brand_new: 'y', list: ['z'] },
    });
  });

  it.each(['nothing', '__proto__', 'constructor'])('refuses the field %s', (field) => {
    expect(errorsOf(ENTITIES.Offer, 'update', { [`data`]: 'x', [field]: 'x' })[0]?.publicMessage).toMatch(
      'does not exist',
    );
  });
});
