import { describe, expect, it } from 'vitest';
import { checkRequired } from '../../../lib/sandbox/catalog/catalog-handler.js';
import { catalogCallOf } from './catalog-call-of.js';

describe('checkRequired', () => {
  it('names the first parameter that is missing', () => {
    expect(() => checkRequired(catalogCallOf('VatRate.update'))).toThrow('Missing required argument: id');
    expect(() => checkRequired(catalogCallOf('VatRate.update', { id: '1' }))).toThrow(
      'Missing required argument: data',
    );
  });

  it('takes lists, and empty texts, which clear a field', () => {
    expect(() => checkRequired(catalogCallOf('VatRate.update', { id: '1', 'data[name]': '' }))).not.toThrow();
    expect(() =>
      checkRequired(catalogCallOf('VatRate.updateField', { id: '1', field: 'name', value: '' })),
    ).not.toThrow();
  });
});
