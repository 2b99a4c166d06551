import { describe, expectTypeOf, it } from 'vitest';
import type { Decoded, DecodedMap, DecodedObject } from '../../lib/protocol/decoded.js';

describe('Decoded', () => {
  it('is what JSON can hold, with Maps for objects that have an order to keep', () => {
    expectTypeOf<null | true | 'x' | 1>().toExtend<Decoded>();
    expectTypeOf<Decoded[]>().toExtend<Decoded>();
    expectTypeOf<{ a: { b: string[] } }>().toExtend<Decoded>();
    expectTypeOf<Map<string, Decoded>>().toEqualTypeOf<DecodedMap>();
    expectTypeOf<undefined>().not.toExtend<Decoded>();
    expectTypeOf<bigint>().not.toExtend<Decoded>();
    expectTypeOf<DecodedObject['any']>().toEqualTypeOf<Decoded>();
  });
});
