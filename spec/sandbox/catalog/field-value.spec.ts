import { describe, expect, it } from 'vitest';
import type { FieldKind } from '../../../lib/catalog/wire-types.js';
import { fieldValue } from '../../../lib/sandbox/catalog/generated-entity.js';
import { randomFor } from '../../../lib/sandbox/store/random.js';
import { countsOf } from '../../../lib/sandbox/options.js';
import type { Json } from '../../../lib/sandbox/wire/json.js';

const draws = randomFor(1, 'values');

/** Values of so many rows. */
const values = (kind: FieldKind, field: string, offers = 100): Json[] =>
  Array.from({ length: 60 }, (_, id) =>
    fieldValue(kind, { model: 'VatRate', field, id, draw: draws(id), counts: countsOf({ offers }) }),
  );

const each = (kind: FieldKind, field = 'x') => values(kind, field).map(String);

describe('fieldValue', () => {
  it('writes numbers as the service does: as text', () => {
    for (const value of each('decimal')) expect(value).toMatch(/^\d+\.\d{5}$/);
    for (const value of each('int')) expect(value).toMatch(/^\d+$/);
    expect(new Set(values('boolean01', 'x'))).toEqual(new Set(['0', '1']));
    for (const value of values('timestamp', 'x')) expect(value).toBeTypeOf('number');
  });

  it('writes dates, and now and then none', () => {
    for (const value of each('date')) expect(value).toMatch(/^\d{4}-\d\d-\d\d$/);
    const dates = each('datetime');
    for (const value of dates) expect(value).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(dates).toContain('0000-00-00 00:00:00');
  });

  it('names rows that are there', () => {
    const ids = values('id', 'offer_id', 3);
    expect(new Set(ids)).toEqual(new Set(['1', '2', '3']));
    expect(values('id', 'offer_id', 0).every((id) => id === null)).toBe(true);
    for (const id of values('id', 'vat_rate_id')) expect(Number(id)).toBeLessThanOrEqual(7);
    expect(values('id', 'SHARED_Offers_id').every((id) => id === null)).toBe(true);
  });

  it('has empty arrays and objects', () => {
    expect(values('array', 'x')[0]).toEqual([]);
    expect(values('object', 'x')[0]).toEqual({});
  });
});
