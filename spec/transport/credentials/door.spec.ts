import { describe, expectTypeOf, it } from 'vitest';
import type { ClientOptions, HasOffersOptions } from 'rxoffers';
import type { AuthScheme } from '../../../lib/transport/normalize-options.js';
import type { networkScheme } from '../../../lib/transport/normalize-options.js';

describe('Door', () => {
  it('is for options that every client has, and some of its own', () => {
    expectTypeOf<typeof networkScheme>().toEqualTypeOf<AuthScheme<HasOffersOptions>>();
    expectTypeOf<Parameters<AuthScheme<ClientOptions>['credentialsOf']>[0]>().toEqualTypeOf<ClientOptions>();
  });
});
