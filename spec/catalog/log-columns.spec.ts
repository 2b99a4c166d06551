import { describe, expect, expectTypeOf, it } from 'vitest';
import type { ClickColumn } from 'rxoffers';
import { CLICK_COLUMNS } from '../../lib/catalog/generated/log-columns.js';

describe('CLICK_COLUMNS', () => {
  it('are the 57 columns of a recorded file of clicks, in its order', () => {
    expect(CLICK_COLUMNS).toHaveLength(57);
    expect(new Set(CLICK_COLUMNS).size).toBe(57);
    expect(CLICK_COLUMNS.slice(0, 2)).toEqual(['transaction_id', 'affiliate_id']);
    expect(CLICK_COLUMNS.at(-1)).toBe('google_aid');
  });

  it('are typed by name', () => {
    expectTypeOf<'offer_id'>().toExtend<ClickColumn>();
    expectTypeOf<'offer_name'>().not.toExtend<ClickColumn>();
  });
});
