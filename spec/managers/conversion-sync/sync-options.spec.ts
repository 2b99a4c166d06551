import { expect, expectTypeOf, it } from 'vitest';
import type { Synced, SyncMode, SyncOptions } from 'rxoffers';

it('knows two ways to find what changed', () => {
  const modes: SyncMode[] = ['updated', { modified: 'modified' }];
  // @ts-expect-error no such way
  const wrong: SyncOptions = { mode: 'added' };
  expectTypeOf<Synced<string>['conversion']>().toEqualTypeOf<string>();
  expect([modes.length, wrong.mode]).toEqual([2, 'added']);
});
