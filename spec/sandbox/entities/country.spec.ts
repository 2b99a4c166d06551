import { describe, expect, it } from 'vitest';
import { COUNTRIES } from '../../../lib/sandbox/entities/countries.js';

describe('COUNTRIES', () => {
  it('have the ids and codes that were recorded', () => {
    expect(COUNTRIES).toContainEqual({ id: '203', code: 'CZ', name: 'czech republic', regions: [] });
    expect(COUNTRIES).toContainEqual({ id: '724', code: 'ES', name: 'spain', regions: [] });
    expect(new Set(COUNTRIES.map(({ id }) => id)).size).toBe(COUNTRIES.length);
  });
});
