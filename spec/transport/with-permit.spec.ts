import { NEVER, Observable, of, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { ConnectionError, type Limiter } from 'rxoffers';
import { withPermit } from '../../lib/transport/limiter.js';
import { collect, failureOf } from '../support/collect.js';

/** A limiter of the user's own, as a store shared by processes would be. */
const limiterOf = (acquire: Limiter['acquire']): Limiter => ({ acquire, onRateLimited: () => 0 });

const granting = (): { limiter: Limiter; given: () => number; settled: () => number } => {
  let given = 0;
  let settled = 0;
  return {
    limiter: limiterOf(() => of({ cancel: () => given++, settle: () => settled++ })),
    given: () => given,
    settled: () => settled,
  };
};

describe('withPermit', () => {
  it('runs the work once it may, and says when it must wait', async () => {
    let waits = 0;
    const { limiter } = granting();
    expect(
      await collect(
        withPermit(
          limiter,
          () => of(1),
          () => waits++,
        ),
      ),
    ).toEqual([1]);
    expect(waits).toBe(0);
    withPermit(
      limiterOf(() => NEVER),
      () => of(1),
      () => waits++,
    )
      .subscribe()
      .unsubscribe();
    expect(waits).toBe(1);
  });

  it('gives the permit back only for a call that was never sent', async () => {
    const { limiter, given } = granting();
    const fail = (unsent: boolean) => throwError(() => new ConnectionError('x', { unsent }));
    await failureOf(
      withPermit(
        limiter,
        () => fail(false),
        () => undefined,
      ),
    );
    expect(given()).toBe(0);
    await failureOf(
      withPermit(
        limiter,
        () => fail(true),
        () => undefined,
      ),
    );
    expect(given()).toBe(1);
  });

  it('says when a call is over: answered, failed or left', async () => {
    const { limiter, settled } = granting();
    await collect(
      withPermit(
        limiter,
        () => of(1),
        () => undefined,
      ),
    );
    await failureOf(
      withPermit(
        limiter,
        () => throwError(() => new Error('x')),
        () => undefined,
      ),
    );
    withPermit(
      limiter,
      () => NEVER,
      () => undefined,
    )
      .subscribe()
      .unsubscribe();
    expect(settled()).toBe(3);
  });

  it('leaves the queue and the work when it is left', () => {
    let left = 0;
    const tracked = <T>(value: Observable<T>): Observable<T> =>
      new Observable((subscriber) => value.subscribe(subscriber).add(() => left++));
    withPermit(
      limiterOf(() => tracked(NEVER)),
      () => of(1),
      () => undefined,
    )
      .subscribe()
      .unsubscribe();
    expect(left).toBe(1);
    withPermit(
      granting().limiter,
      () => tracked(NEVER),
      () => undefined,
    )
      .subscribe()
      .unsubscribe();
    expect(left).toBe(2);
  });

  it('passes a failure of the limiter on', async () => {
    expect(
      await failureOf(
        withPermit(
          limiterOf(() => throwError(() => new Error('store'))),
          () => of(1),
          () => undefined,
        ),
      ),
    ).toMatchObject({ message: 'store' });
  });
});
