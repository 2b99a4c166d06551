import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Change } from 'rxoffers';

describe('Change', () => {
  it('tells by its type what it holds', () => {
    const change = { type: 'changed', item: 2, previous: 1, fields: ['a'] } as Change<number>;
    if (change.type === 'changed') expectTypeOf(change.fields).toEqualTypeOf<readonly string[]>();
    // @ts-expect-error an addition has nothing before it
    if (change.type === 'added') expect(change.previous).toBeUndefined();
    expect(change.item).toBe(2);
  });
});
