import { describe, expectTypeOf, it } from 'vitest';
import type { Handler } from '../../lib/sandbox/handlers/call.js';
import type { Json } from '../../lib/sandbox/wire/json.js';

describe('Handler', () => {
  it('answers at once, with JSON', () => {
    expectTypeOf<ReturnType<Handler>>().toEqualTypeOf<Json>();
    expectTypeOf<() => Promise<Json>>().not.toExtend<Handler>();
  });
});
