import type { Observable } from 'rxjs';
import { expectTypeOf, it } from 'vitest';
import type { Controller, Stream } from 'rxoffers';
import type { CatalogMethods } from '../../../lib/managers/controller-types.js';

it('types the methods of a controller', () => {
  expectTypeOf<keyof Controller<'Alert'>>().toExtend<string>();
  expectTypeOf<ReturnType<Controller<'Offer'>['findAllIds']>>().toEqualTypeOf<Stream<string>>();
  expectTypeOf<ReturnType<Controller<'Offer'>['setPayout']>>().toEqualTypeOf<Observable<boolean>>();
});

it('leaves out what a manager names itself', () => {
  type Rest = CatalogMethods<'Offer', { findAll: unknown }>;
  expectTypeOf<Rest>().not.toHaveProperty('findAll');
  expectTypeOf<Rest>().toHaveProperty('setPayout');
});
