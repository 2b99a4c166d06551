import { describe, expectTypeOf, it } from 'vitest';
import type { FollowCheckpoint } from 'rxoffers';

describe('FollowCheckpoint', () => {
  it('says of which version it is, and cannot be changed', () => {
    expectTypeOf<FollowCheckpoint['version']>().toEqualTypeOf<1>();
    // @ts-expect-error: it is for reading.
    ((checkpoint: FollowCheckpoint) => (checkpoint.upTo = 0)) satisfies unknown;
  });
});
