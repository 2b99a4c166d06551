import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { enumValue } from '../../../lib/sandbox/catalog/generated-entity.js';
import { ENTITIES } from '../../../lib/sandbox/entities/entities.js';

interface FieldFacts {
  readonly type: string;
  readonly values?: readonly string[];
}

describe('enumValue', () => {
  it('gives a value that the field takes', () => {
    expect(enumValue('OfferPixel', 'type')).toBe('code');
    expect(enumValue('OfferWhitelist', 'type')).toBe('postback');
    expect(enumValue('Employee', 'status')).toBe('active');
    expect(enumValue('AffiliateReceipt', 'status')).toBe('success');
    expect(enumValue('AffiliateInvoiceItem', 'payout_type')).toBe('cpa_flat');
  });

  it('has a value of the catalog for every field of its kind', async () => {
    const file = new URL('../../../lib/catalog/facts/models.json', import.meta.url);
    const models = JSON.parse(await readFile(file, 'utf8')) as Record<string, Record<string, FieldFacts>>;
    for (const [model, fields] of Object.entries(models))
      for (const [field, { type, values }] of Object.entries(fields))
        // Fields of reports, which have a dot, are computed.
        if (type === 'enum' && !field.includes('.') && !Object.hasOwn(ENTITIES, model))
          expect(values, `${model}.${field}`).toContain(enumValue(model, field));
  });
});
