import { describe, expect, it } from 'vitest';
import { iterate } from 'rxoffers';
import { deferStream } from '../../lib/streams/stream.js';
import { items } from '../../lib/streams/paginate.js';
import { collect, failureOf, settle } from '../support/collect.js';
import { numbers } from '../support/page-source.js';
import { paging } from '../support/paging.js';

describe('deferStream', () => {
  it('makes the stream anew for each subscription', async () => {
    let made = 0;
    const stream = deferStream(() => (made++, items(numbers(1, 2).fetch, paging())));
    expect(made).toBe(0);
    await collect(stream);
    expect(await collect(stream)).toEqual([0, 1]);
    expect(made).toBe(2);
  });

  it('makes an error of the stream of what the factory throws (law 7)', async () => {
    const stream = deferStream(() => {
      throw new TypeError('wrong');
    });
    expect(await failureOf(stream)).toBeInstanceOf(TypeError);
  });

  it('does not hide the demand', async () => {
    const source = numbers(1_000);
    const iterator = iterate(
      deferStream(() => items(source.fetch, paging())),
      { highWaterMark: 10 },
    );
    await iterator.next();
    await settle();
    expect(source.asked.length).toBeLessThanOrEqual(3);
    await iterator.return?.();
  });
});
