import { concatMap, of, Subject, throwError, timer } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createSemaphore } from '../../lib/transport/semaphore.js';
import { collect, failureOf } from '../support/collect.js';

describe('the gate', () => {
  it('lets so many works run at once, the others in turn', async () => {
    const gate = createSemaphore(2);
    let running = 0;
    let most = 0;
    const work = (value: number) =>
      gate.pass(() => {
        most = Math.max(most, ++running);
        return timer(1).pipe(concatMap(() => (running--, of(value))));
      });
    expect(await Promise.all([1, 2, 3, 4, 5].map((value) => collect(work(value))))).toEqual([[1], [2], [3], [4], [5]]);
    expect(most).toBe(2);
  });

  it('gives the place back before the value is passed on', () => {
    const gate = createSemaphore(1);
    const seen: string[] = [];
    gate
      .pass(() => of('first'))
      .subscribe((value) => {
        seen.push(value);
        gate.pass(() => of('inner')).subscribe((inner) => seen.push(inner));
        seen.push('after');
      });
    expect(seen).toEqual(['first', 'inner', 'after']);
  });

  it('gives the place back on error and on unsubscribe, running or waiting', async () => {
    const gate = createSemaphore(1);
    expect(await failureOf(gate.pass(() => throwError(() => new Error('x'))))).toMatchObject({ message: 'x' });
    const never = new Subject<number>();
    const running = gate.pass(() => never).subscribe();
    let waits = 0;
    const waiting = gate
      .pass(
        () => of(1),
        () => waits++,
      )
      .subscribe();
    const next = collect(gate.pass(() => of(2)));
    waiting.unsubscribe();
    running.unsubscribe();
    expect(await next).toEqual([2]);
    expect(waits).toBe(1);
    expect(await collect(gate.pass(() => of(3)))).toEqual([3]);
  });
});
