import { expectTypeOf, it } from 'vitest';
import type { Call, Offer, Stream } from 'rxoffers';
import type { Decoded } from '../../../lib/protocol/decoded.js';

it('types a call by the catalog, a raw one as data, and any other as unknown', () => {
  const calls = (call: Call) => ({
    known: call('Offer', 'findAll'),
    raw: call('Offer', 'findAll', {}, { raw: true }),
    unlisted: call('Offer', 'brandNew', { any: 1 }),
    other: call('BrandNew', 'go'),
  });
  expectTypeOf(calls).toBeFunction();
  type Calls = ReturnType<typeof calls>;
  expectTypeOf<Calls['known']>().toExtend<Stream<Offer>>();
  expectTypeOf<Calls['raw']>().toEqualTypeOf<Stream<Decoded>>();
  expectTypeOf<Calls['unlisted']>().toEqualTypeOf<Stream<unknown>>();
  expectTypeOf<Calls['other']>().toEqualTypeOf<Stream<unknown>>();
});
