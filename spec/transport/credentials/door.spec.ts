import { describe, expectTypeOf, it } from 'vitest';
import type { Door } from '../../../lib/transport/normalize-options.js';
import type { networkDoor } from '../../../lib/transport/normalize-options.js';
import type { ClientOptions, HasOffersOptions } from '../../../lib/transport/options.js';

describe('Door', () => {
  it('is for options that every client has, and some of its own', () => {
    expectTypeOf<typeof networkDoor>().toEqualTypeOf<Door<HasOffersOptions>>();
    expectTypeOf<Parameters<Door<ClientOptions>['credentialsOf']>[0]>().toEqualTypeOf<ClientOptions>();
  });
});
