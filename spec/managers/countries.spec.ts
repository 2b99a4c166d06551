import { describe, expect, it } from 'vitest';
import { Country } from 'rxoffers';
import { recordedApi } from '../support/recorded-api.js';

describe('api.countries', () => {
  it('has no methods at all (rows 87, 88)', async () => {
    const { api } = await recordedApi([]);
    expect(Object.keys(api.countries)).toEqual([]);
    expect('create' in api.countries).toBe(false);
  });

  it('is what countries lead back to; a country has no update, and prints its code (rows 79, 88)', async () => {
    const { api } = await recordedApi([]);
    const country = new Country(api.countries, { id: '203', code: 'CZ' });
    expect(String(country)).toBe('Country: CZ');
    expect('update' in country).toBe(false);
  });
});
