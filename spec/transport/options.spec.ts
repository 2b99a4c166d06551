import { describe, expectTypeOf, it } from 'vitest';
import type { HasOffersOptions } from '../../lib/transport/options.js';

describe('HasOffersOptions', () => {
  it('require the network and its token, and nothing else', () => {
    expectTypeOf<{ networkId: string; networkToken: string }>().toExtend<HasOffersOptions>();
    expectTypeOf<{ networkId: string }>().not.toExtend<HasOffersOptions>();
  });

  it('refuse wrong types', () => {
    expectTypeOf<{ networkId: string; networkToken: string; retries: string }>().not.toExtend<HasOffersOptions>();
    expectTypeOf<{ networkId: string; networkToken: string; rateLimit: true }>().not.toExtend<HasOffersOptions>();
    expectTypeOf<{ networkId: string; networkToken: string; rateLimit: false }>().toExtend<HasOffersOptions>();
    expectTypeOf<{ networkId: string; networkToken: string; keepLogBytes: string }>().not.toExtend<HasOffersOptions>();
    expectTypeOf<{ networkId: string; networkToken: string; keepLogBytes: 0 }>().toExtend<HasOffersOptions>();
  });
});
