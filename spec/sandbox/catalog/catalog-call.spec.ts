import { describe, expectTypeOf, it } from 'vitest';
import type { MethodRow } from '../../../lib/catalog/method-of.js';
import type { Call } from '../../../lib/sandbox/call.js';
import type { CatalogCall } from '../../../lib/sandbox/catalog/catalog-call.js';

describe('CatalogCall', () => {
  it('is a call and what is known of its method', () => {
    expectTypeOf<CatalogCall>().toEqualTypeOf<{ readonly call: Call; readonly facts: MethodRow }>();
  });
});
