import { describe, expect, it } from 'vitest';
import { entityOf } from '../../../lib/sandbox/catalog/generated-entity.js';
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

  it('hides the id that a model does not have, unless it is asked for', () => {
    const meta = entityOf('ConversionMeta');
    const other = { conversion_id: '3', note: 'x', id: '3' };
    expect(selectFields(meta, [])(other)).toEqual({ conversion_id: '3', note: 'x' });
    expect(selectFields(meta, ['id', 'note'])(other)).toEqual({ id: '3', note: 'x' });
  });

  it('refuses a field that is none', () => {
    expect(() => selectFields(ENTITIES.Offer, ['nothing'])).toThrow("Field 'nothing' does not exist");
  });
});
