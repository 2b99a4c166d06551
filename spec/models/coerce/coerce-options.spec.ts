import { describe, expect, it } from 'vitest';
import type { CoerceKinds, CoerceOptions } from 'rxoffers';
import type { FieldKinds } from '../../../lib/catalog/generated/field-kinds.js';

describe('CoerceOptions', () => {
  it('takes the kinds of the catalog, and functions of a text', () => {
    const kinds: (kinds: FieldKinds['Offer']) => CoerceKinds = (known) => known;
    const options: CoerceOptions = { decimal: (text) => text.length, date: Date.parse, bigint: true };
    // @ts-expect-error no such kind
    const wrong: CoerceKinds = { id: 'integer' };
    expect([typeof kinds, Object.keys(options).length, wrong['id']]).toEqual(['function', 3, 'integer']);
  });
});
