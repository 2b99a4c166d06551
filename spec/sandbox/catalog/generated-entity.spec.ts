import { describe, expect, it } from 'vitest';
import { kindsOf } from '../../../lib/sandbox/catalog/kinds.js';
import { generatedEntity } from '../../../lib/sandbox/catalog/generated-entity.js';
import { createTable } from '../../../lib/sandbox/store/table.js';
import { countsOf } from '../../../lib/sandbox/options.js';

const NOW = Date.UTC(2025, 0, 2, 3, 4, 5);
const rowsOf = (model: string, seed = 1) => [...createTable(generatedEntity(model), seed, countsOf({})).rows()];

describe('generatedEntity', () => {
  it('has the fields of the model, and rows from the seed', () => {
    expect(Object.keys(generatedEntity('OfferPixel').template)).toEqual(Object.keys(kindsOf('OfferPixel') ?? {}));
    expect(rowsOf('OfferPixel').map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(rowsOf('OfferPixel')).toEqual(rowsOf('OfferPixel'));
    expect(rowsOf('OfferPixel')).not.toEqual(rowsOf('OfferPixel', 2));
  });

  it('fills new rows as a database would', () => {
    expect(generatedEntity('AdvertiserInvoice').template).toMatchObject({
      ...{ amount: '0.00000', is_paid: '0', status: 'active', memo: null, advertiser_id: null },
    });
    expect(generatedEntity('CashflowGroup').template).toMatchObject({ rules: [], name: null });
    expect(generatedEntity('SavedReports').template).toMatchObject({ data: {} });
  });

  it('lets a model without an id go by the id of what it is about', () => {
    expect(rowsOf('ConversionMeta').map((row) => row['conversion_id'])).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  });

  it('knows a model that has no fields by its id', () => {
    expect(generatedEntity('InsertionOrderOffer').template).toEqual({ id: null });
    expect(generatedEntity('Nothing').template).toEqual({ id: null });
  });

  it('dates what is created and changed', () => {
    const url = generatedEntity('OfferUrl');
    expect(url.onCreate?.(NOW)).toEqual({ created: '2025-01-02 03:04:05', modified: '2025-01-02 03:04:05' });
    expect(url.onUpdate?.(NOW)).toEqual({ modified: '2025-01-02 03:04:05' });
    expect(generatedEntity('Goal').onUpdate?.(NOW)).toEqual({ modified: NOW / 1000 });
    expect(generatedEntity('OfferPixel').noun).toBe('offer pixel');
  });
});
