import { describe, expect, it } from 'vitest';
import { encodeArguments, isInWireForm } from '../../../lib/calls/controller/open-method.js';

const lines = (params: Record<string, unknown>) =>
  encodeArguments('Offer', params).map(([key, value]) => `${key}=${value}`);

describe('encodeArguments', () => {
  it('keeps the order given', () => {
    expect(lines({ b: 1, a: { x: true }, ids: [1, 2] })).toEqual(['b=1', 'a[x]=1', 'ids[]=1', 'ids[]=2']);
  });

  it('writes conditions and order as the managers take them', () => {
    expect(lines({ filters: { id__gt: 3, status: ['a', 'b'] }, sort: ['-id', 'name'], fields: ['id'] })).toEqual([
      'filters[id][GREATER_THAN]=3',
      'filters[status][]=a',
      'filters[status][]=b',
      'sort[Offer.id]=desc',
      'sort[Offer.name]=asc',
      'fields[]=id',
    ]);
    expect(lines({ filters: { a: 1, b: 2 }, connector: 'OR' })).toEqual(['filters[OR][a]=1', 'filters[OR][b]=2']);
  });

  it('calls the order what the method calls it', () => {
    expect(lines({ sorts: '-id' })).toEqual(['sorts[Offer.id]=desc']);
  });

  it('sends the service’s own form as it is', () => {
    expect(lines({ filters: { id: { GREATER_THAN: 3 } }, sort: { id: 'desc' } })).toEqual([
      'filters[id][GREATER_THAN]=3',
      'sort[id]=desc',
    ]);
  });

  it('takes a connector without conditions for a parameter', () => {
    expect(lines({ connector: 'x' })).toEqual(['connector=x']);
  });

  it.each([[{ filters: { id: null } }], [{ filters: { id__betwixt: 1 } }], [{ sort: 5 }], [{ fields: 'id' }]])(
    'refuses %j',
    (params) => {
      expect(() => lines(params)).toThrow(TypeError);
    },
  );
});

describe('isInWireForm', () => {
  it.each([
    [{ filters: { id: { GREATER_THAN: 3 } } }, true],
    [{ sort: { id: 'desc' } }, true],
    [{ filters: { id: [3], name: 'x' }, sort: ['-id'] }, false],
    [{ filters: new Set([1]) }, false],
    [{}, false],
  ])('of %j is %s', (params, expected) => {
    expect(isInWireForm(params)).toBe(expected);
  });
});
