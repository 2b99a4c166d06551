import { describe, expect, it } from 'vitest';
import { ENTITIES } from '../../../lib/sandbox/entities/entities.js';
import { selectFields } from '../../../lib/sandbox/query/select-fields.js';

const row = { id: '3', name: 'x', status: 'active' };

describe('selectFields', () => {
  it('cuts a row down, in the order asked', () => {
    expect(Object.entries(selectFields(ENTITIES.Offer, ['name', 'Offer.id', 'note'])(row))).toEqual([
      ['name', 'x'],
      ['id', '3'],
      ['note', null],
    ]);
    expect(selectFields(ENTITIES.Offer, [])(row)).toBe(row);
  });

  it('refuses a field that is none', () => {
    expect(() => selectFields(ENTITIES.Offer, ['nothing'])).toThrow("Field 'nothing' does not exist");
  });
});
