import { describe, expectTypeOf, it } from 'vitest';
import type { FollowCheckpoint, FollowedFile, FollowOptions, FollowReport } from 'rxoffers';

describe('FollowOptions', () => {
  it('take what a database gives for a checkpoint: one, or null', () => {
    expectTypeOf<{ since: '20160909'; checkpoint: FollowCheckpoint | null }>().toExtend<FollowOptions>();
    expectTypeOf<{ since: Date }>().toExtend<FollowOptions>();
    expectTypeOf<{ since: number }>().not.toExtend<FollowOptions>();
  });
});

describe('FollowedFile', () => {
  it('comes with its checkpoint', () => {
    expectTypeOf<FollowedFile<string>>().toEqualTypeOf<{
      readonly file: string;
      readonly checkpoint: FollowCheckpoint;
      readonly late: boolean;
    }>();
  });
});

describe('FollowReport', () => {
  it('is of one of two kinds', () => {
    expectTypeOf<FollowReport['type']>().toEqualTypeOf<'vanished' | 'too late'>();
  });
});
