import { describe, expect, it } from 'vitest';
import { entityOf } from '../../../lib/sandbox/catalog/generated-entity.js';
import { ENTITIES } from '../../../lib/sandbox/entities/entities.js';

describe('entityOf', () => {
  it('takes the kind that has a table', () => {
    expect(entityOf('Offer')).toBe(ENTITIES.Offer);
  });

  it('makes one up for every other model, inherited names too', () => {
    expect(entityOf('VatRate')).toMatchObject({ name: 'VatRate', isOpen: true });
    expect(entityOf('constructor')).toMatchObject({ name: 'constructor', template: { id: null } });
  });
});
