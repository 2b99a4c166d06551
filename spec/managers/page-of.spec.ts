import { expect, it } from 'vitest';
import { pageOf } from '../../lib/calls/listing.js';
import { parsePage } from '../../lib/protocol/page-shape.js';

it('makes a page of a reply, with what it says of its place', () => {
  const data = { page: '2', current: 0, count: 3, pageCount: 2, data: { a: { id: '1' } } };
  expect(pageOf(data, parsePage(data), 7, (row) => [row])).toEqual({
    ...{ items: [[{ id: '1' }]], page: 2, pageCount: 2, count: 3, whole: false },
    raw: { a: { id: '1' } },
  });
});

it('numbers a page that does not say by what was asked; without a wrapper it is the whole answer', () => {
  const shapeB = { current: 0, count: 1, pageCount: 1, data: [] };
  expect(pageOf(shapeB, parsePage(shapeB), 7, String)).toMatchObject({ page: 7, whole: false });
  expect(pageOf([], parsePage([]), 1, String)).toMatchObject({ items: [], whole: true });
});
