import { describe, expect, it } from 'vitest';
import { createDiffer, idOf } from '../../lib/streams/watch.js';

interface Item {
  readonly id?: unknown;
  readonly n?: number;
}

const differ = (): { run: (...items: Item[]) => unknown[][]; broken: (...items: Item[]) => unknown[] } => {
  const { begin, take, end } = createDiffer<Item>(idOf);
  const broken = (...items: Item[]): unknown[] => {
    begin();
    return items.map(take).filter((change) => change !== undefined);
  };
  return { broken, run: (...items) => [broken(...items), end()] };
};

const a = { id: 'a', n: 1 };
const b = { id: 'b', n: 1 };

describe('createDiffer', () => {
  it('sees what was added and changed at once, and what is gone at the end', () => {
    const { run } = differ();
    expect(run(a, b)).toEqual([
      [
        { type: 'added', item: a },
        { type: 'added', item: b },
      ],
      [],
    ]);
    const changed = { id: 'a', n: 2 };
    expect(run(changed)).toEqual([
      [{ type: 'changed', item: changed, previous: a, fields: ['n'] }],
      [{ type: 'removed', item: b }],
    ]);
    expect(run(changed)).toEqual([[], []]);
    expect(run(changed, b)).toEqual([[{ type: 'added', item: b }], []]);
  });

  it('removes nothing after a run that did not end, and keeps what that one saw', () => {
    const { run, broken } = differ();
    run(a);
    expect(broken(b)).toEqual([{ type: 'added', item: b }]);
    expect(run(a, b)).toEqual([[], []]);
  });

  it('takes the last element of a key, and sees no change where the same two come again', () => {
    const { run } = differ();
    const other = { id: 'a', n: 2 };
    const change = { type: 'changed', item: other, previous: a, fields: ['n'] };
    expect(run(a, b, other)).toEqual([
      [
        { type: 'added', item: a },
        { type: 'added', item: b },
      ],
      [change],
    ]);
    expect(run(a, b, other)).toEqual([[], []]);
    expect(run(other, b)).toEqual([[], []]);
    expect(run(a, b)).toEqual([[{ type: 'changed', item: a, previous: other, fields: ['n'] }], []]);
  });

  it('remembers from a run that failed which keys come twice', () => {
    const { run, broken } = differ();
    const other = { id: 'a', n: 2 };
    run(other);
    broken(a, other);
    expect(run(a, other)).toEqual([[], [{ type: 'changed', item: other, previous: a, fields: ['n'] }]]);
    expect(broken(a)).toEqual([]);
    expect(run(a, other)).toEqual([[], []]);
  });

  it('takes an id for the same, whether it comes as a text or as a number', () => {
    const { run } = differ();
    run({ id: '7' });
    expect(run({ id: 7 })).toEqual([[{ type: 'changed', item: { id: 7 }, previous: { id: '7' }, fields: ['id'] }], []]);
  });

  it.each([[{}], [{ id: null }], [{ id: NaN }], [{ id: {} }]])('refuses %j, which has no key', (item) => {
    expect(() => differ().run(item)).toThrow(/keyOf/);
    expect(() => differ().run(item)).toThrow(TypeError);
  });

  it('finds no id on what is no object', () => {
    expect(idOf('a')).toBeUndefined();
    expect(idOf(null)).toBeUndefined();
  });
});
