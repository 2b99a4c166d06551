import { describe, expect, it } from 'vitest';
import { keyColumn } from '../../../lib/sandbox/catalog/generated-entity.js';

describe('keyColumn', () => {
  it('is the id, or the first id of something else', () => {
    expect(keyColumn({ template: { affiliate_id: null, id: null } })).toBe('id');
    expect(keyColumn({ template: { balance: null, affiliate_id: null } })).toBe('affiliate_id');
    expect(keyColumn({ template: { name: null } })).toBeUndefined();
  });
});
