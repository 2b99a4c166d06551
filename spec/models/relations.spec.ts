import { expectTypeOf, it } from 'vitest';
import type { RelationProperties } from '../../lib/models/model.js';

it('names relations in camelCase, and leaves a name that is a field to the field', () => {
  interface Relations {
    Country: { code: string };
    CreativeCode: string;
  }
  type Properties = RelationProperties<Relations, { country?: string }>;
  expectTypeOf<keyof Properties>().toEqualTypeOf<'creativeCode'>();
  expectTypeOf<Properties['creativeCode']>().toEqualTypeOf<string | readonly string[] | null | undefined>();
});
