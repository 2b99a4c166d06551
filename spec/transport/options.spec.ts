import { describe, expectTypeOf, it } from 'vitest';
import type {
  ClientOptions,
  HasOffersAdvertiserOptions,
  HasOffersAffiliateOptions,
  HasOffersOptions,
  Integrator,
  IntegratorCredentials,
} from 'rxoffers';

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

describe('who asks', () => {
  it('is said by a token or by an integrator, never both', () => {
    expectTypeOf<{ networkId: string; integrator: Integrator }>().toExtend<HasOffersOptions>();
    expectTypeOf<{ networkId: string; integrator: IntegratorCredentials; retries: 0 }>().toExtend<HasOffersOptions>();
    expectTypeOf<{
      networkId: string;
      networkToken: string;
      integrator: Integrator;
    }>().not.toExtend<HasOffersOptions>();
    expectTypeOf<{ networkId: string; apiKey: string }>().not.toExtend<HasOffersOptions>();
  });

  it('is said by a key to the other two APIs', () => {
    expectTypeOf<{ networkId: string; apiKey: string }>().toExtend<HasOffersAffiliateOptions>();
    expectTypeOf<{ networkId: string; apiKey: string }>().toExtend<HasOffersAdvertiserOptions>();
    expectTypeOf<{ networkId: string; networkToken: string }>().not.toExtend<HasOffersAffiliateOptions>();
    expectTypeOf<HasOffersAdvertiserOptions>().toExtend<ClientOptions>();
  });
});
