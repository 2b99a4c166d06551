import { describe, expect, it } from 'vitest';
import { checkOptions } from '../../lib/calls/paging.js';

const NO_RECORDS = [null, undefined, 5, 'x', [], new Set(), new Map(), new Date(), () => ({})];

describe('checkOptions', () => {
  it('takes known names, given or not', () => {
    expect(() => checkOptions('The query', {}, ['limit'])).not.toThrow();
    expect(() => checkOptions('The query', { limit: undefined }, ['limit'])).not.toThrow();
  });

  it('refuses a name it does not know, and says which it knows', () => {
    expect(() => checkOptions('The query', { filter: {} }, ['filters', 'limit'])).toThrow(
      new TypeError('The query has no "filter"; known: filters, limit. Conditions go under "filters"'),
    );
  });

  it('refuses what is no plain object', () => {
    for (const value of NO_RECORDS) expect(() => checkOptions('The query', value, [])).toThrow(TypeError);
  });
});
