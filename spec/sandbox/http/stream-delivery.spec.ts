import { describe, expectTypeOf, it } from 'vitest';
import type { Delivery } from '../../../lib/sandbox/http/delivery.js';
import type { StreamDelivery } from '../../../lib/sandbox/http/delivery.js';

describe('StreamDelivery', () => {
  it('can be told from a reply that is at hand', () => {
    expectTypeOf<Exclude<Delivery | StreamDelivery, { stream: unknown }>>().toEqualTypeOf<Delivery>();
  });
});
