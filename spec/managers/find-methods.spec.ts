import { expectTypeOf, it } from 'vitest';
import type { FindAll, FindById, FindPages, Page } from 'rxoffers';

interface Fields {
  id?: string;
  name?: string;
}
type Row = Fields & { update(): void };
interface Relations {
  Country: { code: string };
}

it('types what is found by what was asked for', () => {
  const all = {} as FindAll<Row, Fields, 'Thing', Relations>;
  const pages = {} as FindPages<Row, Fields, 'Thing', Relations>;
  const one = {} as FindById<Row, Fields, Relations>;
  type Of<T> = T extends AsyncIterable<infer E> ? E : never;
  const calls = () => ({
    narrowed: () => all({ fields: ['id'], contain: 'Country' }),
    plain: () => pages({ filters: { id__gt: 3 } }),
    found: () => one(3),
  });
  type Reply<Name extends keyof ReturnType<typeof calls>> = ReturnType<ReturnType<typeof calls>[Name]>;
  expectTypeOf(calls).toBeFunction();
  expectTypeOf<Of<Reply<'narrowed'>>['id']>().toEqualTypeOf<string>();
  expectTypeOf<Of<Reply<'narrowed'>>>().toHaveProperty('country');
  expectTypeOf<Of<Reply<'plain'>>>().toExtend<Page<Row>>();
  expectTypeOf<Reply<'found'>>().toHaveProperty('pipe');
});
