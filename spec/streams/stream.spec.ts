import { from, Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { Stream } from 'rxoffers';
import { collect } from '../support/collect.js';
import { secondRxjs } from '../support/second-rxjs.js';

const stream = (): Stream<number> =>
  new Stream((subscriber) => {
    for (const value of [1, 2, 3]) subscriber.next(value);
    subscriber.complete();
  });

describe('Stream', () => {
  it('is an Observable, and gives plain ones from pipe', async () => {
    expect(stream()).toBeInstanceOf(Observable);
    expect(stream().pipe((source) => source)).toBeInstanceOf(Stream);
    expect(await collect(from(stream()))).toEqual([1, 2, 3]);
  });

  it('is an AsyncIterable', async () => {
    const seen: number[] = [];
    for await (const value of stream()) seen.push(value);
    expect(seen).toEqual([1, 2, 3]);
  });

  it('is understood by another copy of rxjs', async () => {
    const other = secondRxjs();
    expect(await other.lastValueFrom(other.from(stream()).pipe(other.toArray()))).toEqual([1, 2, 3]);
  });
});
