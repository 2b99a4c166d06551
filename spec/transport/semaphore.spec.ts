import { concatMap, type Observable, of, Subject, throwError, timer } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createSemaphore } from '../../lib/transport/semaphore.js';
import { collect, failureOf } from '../support/collect.js';

describe('the semaphore', () => {
  it('runs as many works at once as it has places, the others in turn', async () => {
    const semaphore = createSemaphore(2);
    let running = 0;
    let most = 0;
    const work = (value: number) =>
      semaphore.run(() => {
        most = Math.max(most, ++running);
        return timer(1).pipe(concatMap(() => (running--, of(value))));
      });
    expect(await Promise.all([1, 2, 3, 4, 5].map((value) => collect(work(value))))).toEqual([[1], [2], [3], [4], [5]]);
    expect(most).toBe(2);
  });

  it('lets no call pass those that wait when a place has just become free', async () => {
    const semaphore = createSemaphore(1);
    const order: string[] = [];
    const run = (name: string, until: Observable<unknown> = of(1)) =>
      collect(semaphore.run(() => (order.push(name), until)));
    const first = new Subject<number>();
    const calls = [run('first', first), run('second'), run('third')];
    first.complete();
    expect(order).toEqual(['first']);
    await Promise.all([...calls, run('last')]);
    expect(order).toEqual(['first', 'second', 'third', 'last']);
  });

  it('frees the place before the value is emitted', () => {
    const semaphore = createSemaphore(1);
    const seen: string[] = [];
    semaphore
      .run(() => of('first'))
      .subscribe((value) => {
        seen.push(value);
        semaphore.run(() => of('inner')).subscribe((inner) => seen.push(inner));
        seen.push('after');
      });
    expect(seen).toEqual(['first', 'inner', 'after']);
  });

  it('frees the place on error and on unsubscribe, running or waiting', async () => {
    const semaphore = createSemaphore(1);
    expect(await failureOf(semaphore.run(() => throwError(() => new Error('x'))))).toMatchObject({ message: 'x' });
    const never = new Subject<number>();
    const running = semaphore.run(() => never).subscribe();
    let waits = 0;
    const waiting = semaphore
      .run(
        () => of(1),
        () => waits++,
      )
      .subscribe();
    const next = collect(semaphore.run(() => of(2)));
    waiting.unsubscribe();
    running.unsubscribe();
    expect(await next).toEqual([2]);
    expect(waits).toBe(1);
    expect(await collect(semaphore.run(() => of(3)))).toEqual([3]);
  });
});
