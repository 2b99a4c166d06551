import { describe, expectTypeOf, it } from 'vitest';
import type { Json } from '../../../lib/sandbox/wire/json.js';

describe('Json', () => {
  it('is what JSON has, and maps', () => {
    expectTypeOf<{ a: (string | null)[] }>().toExtend<Json>();
    expectTypeOf<ReadonlyMap<string, number>>().toExtend<Json>();
    expectTypeOf<undefined>().not.toExtend<Json>();
  });
});
