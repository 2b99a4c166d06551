import { describe, expectTypeOf, it } from 'vitest';
import type { MethodRow } from '../../../lib/catalog/methods.js';
import type { Call } from '../../../lib/sandbox/handlers/call.js';
import type { CatalogCall } from '../../../lib/sandbox/catalog/catalog-handler.js';

describe('CatalogCall', () => {
  it('is a call and what is known of its method', () => {
    expectTypeOf<CatalogCall>().toEqualTypeOf<{ readonly call: Call; readonly facts: MethodRow }>();
  });
});
