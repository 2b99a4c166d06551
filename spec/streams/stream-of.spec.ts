import { of, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createDemandValve } from '../../lib/streams/demand.js';
import { streamOf } from '../../lib/streams/paginate.js';
import { collect, failureOf } from '../support/collect.js';

describe('streamOf', () => {
  it('emits the elements of one list', async () => {
    expect(await collect(streamOf(of([1, 2, 3])))).toEqual([1, 2, 3]);
    expect(await collect(streamOf(of([])))).toEqual([]);
    expect(await failureOf(streamOf(throwError(() => new Error('x'))))).toMatchObject({ message: 'x' });
  });

  it('waits for the demand it is given', () => {
    let wanted = 2;
    const valve = createDemandValve(() => wanted > 0);
    const seen: number[] = [];
    streamOf(of([1, 2, 3, 4]), valve.demand).subscribe((value) => {
      seen.push(value);
      wanted--;
    });
    expect(seen).toEqual([1, 2]);
    wanted = 9;
    valve.notify();
    expect(seen).toEqual([1, 2, 3, 4]);
  });
});
