import { expectTypeOf, it } from 'vitest';
import type { Flag, Id, List, Open, RowData } from '../../lib/catalog/wire-types.js';

it('offers the known values and takes any other of their kind', () => {
  expectTypeOf<'allow' | 'whatever'>().toExtend<Open<'allow' | 'deny'>>();
  expectTypeOf<number>().not.toExtend<Open<'allow' | 'deny'>>();
});

it('takes flags as the language and as the wire have them', () => {
  expectTypeOf<boolean | 0 | '1'>().toExtend<Flag>();
  expectTypeOf<2>().not.toExtend<Flag>();
});

it('takes lists, sets and values by key', () => {
  expectTypeOf<readonly number[] | ReadonlySet<number> | { a: number }>().toExtend<List<Id>>();
  expectTypeOf<number>().not.toExtend<List<Id>>();
});

it('takes fields to write, those of the model and any other', () => {
  expectTypeOf<{ name: string; brand_new: number }>().toExtend<RowData<'Offer'>>();
  expectTypeOf<string>().not.toExtend<RowData<'Offer'>>();
});
