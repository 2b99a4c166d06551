import { NEVER, type ObservableInput, of, share, take, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { iterate, poll, type PollOptions } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import { marbles } from '../../support/marbles.js';
import { serveOfferPages } from '../../support/offer-pages.js';

describe('poll', () => {
  it('runs at once, and again an interval after each run ends', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const run = cold('           -a-b|');
      const subs = ['              ^---!', '-------^---!', '--------------^--!'];
      const unsubscribed = '       -----------------!';
      const expected = '           -a-b----a-b----a-';
      expectObservable(
        poll(() => run, { interval: 3 }),
        unsubscribed,
      ).toBe(expected);
      expectSubscriptions(run.subscriptions).toBe(subs.map((marble) => marble.trim()));
    });
  });

  it('never lets runs overlap, however long one takes', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const run = cold('9ms (a|)');
      expectObservable(
        poll(() => run, { interval: 1 }),
        '21ms !',
      ).toBe('9ms a 9ms a');
      expectSubscriptions(run.subscriptions).toBe(['^ 8ms !', '10ms ^ 8ms !', '20ms ^!']);
    });
  });

  it('reports a run that fails, and continues after the interval', () => {
    const faults: unknown[] = [];
    marbles(({ cold, expectObservable }) => {
      const runs = [cold('-a#', undefined, 'first'), cold('--#', undefined, 'second'), cold('-b|')];
      let index = 0;
      expectObservable(
        poll<string>(() => runs[index++] ?? NEVER, { interval: 4, onFault: (fault) => faults.push(fault) }),
        '14ms !',
      ).toBe('-a-----------b');
    });
    expect(faults).toEqual(['first', 'second']);
  });

  it('continues silently without onFault', () => {
    marbles(({ expectObservable }) => {
      let runs = 0;
      expectObservable(
        poll(() => (++runs < 3 ? throwError(() => new Error('down')) : of('a')), { interval: 2 }),
        '5ms !',
      ).toBe('----a');
    });
  });

  it.each([new TypeError('no'), new RangeError('no')])('ends with a %s, which would come again', (fault) => {
    marbles(({ expectObservable }) => {
      const faults: unknown[] = [];
      const source = poll(() => throwError(() => fault), { interval: 2, onFault: (seen) => faults.push(seen) });
      expectObservable(source).toBe('#', undefined, fault);
      expect(faults).toEqual([]);
    });
  });

  it('ends with an error for which isFatal is true', () => {
    marbles(({ expectObservable }) => {
      const faults = [new TypeError('passes'), new Error('fatal')];
      let runs = 0;
      const options = { interval: 2, isFatal: (fault: unknown) => fault === faults[1] };
      expectObservable(poll(() => throwError(() => faults[runs++]), options)).toBe('--#', undefined, faults[1]);
    });
  });

  it('treats an error that project throws as a failed run', () => {
    marbles(({ expectObservable }) => {
      let runs = 0;
      const project = () => {
        if (++runs === 1) throw new Error('thrown');
        return of('a');
      };
      expectObservable(poll(project, { interval: 3 }), '4ms !').toBe('---a');
    });
  });

  it('ends with an error that onFault throws', () => {
    marbles(({ expectObservable }) => {
      const thrown = new Error('handler');
      const onFault = (): never => {
        throw thrown;
      };
      expectObservable(poll(() => throwError(() => new Error('down')), { interval: 3, onFault })).toBe(
        '#',
        undefined,
        thrown,
      );
    });
  });

  it('accepts promises and lists as runs', async () => {
    let runs = 0;
    const project = (): ObservableInput<number> => (++runs % 2 === 0 ? Promise.resolve(runs) : [runs]);
    expect(await collect(poll(project, { interval: 0 }).pipe(take(4)))).toEqual([1, 2, 3, 4]);
  });

  it('cancels the run when it is unsubscribed from', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const run = cold('-a----|');
      const source = poll(() => run, { interval: 1 });
      expectObservable(source, '---!').toBe('-a');
      expectSubscriptions(run.subscriptions).toBe('^--!');
    });
  });

  it('cancels the wait when it is unsubscribed from, and leaves no timer', () => {
    const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    const subscription = poll(() => of(1), { interval: 60_000 }).subscribe();
    expect(timers()).toBe(before + 1);
    subscription.unsubscribe();
    expect(timers()).toBe(before);
  });

  it.each<[unknown, new (message: string) => Error, string]>([
    [{ interval: undefined }, TypeError, 'interval should be a number of milliseconds, not undefined'],
    [{ interval: '1000' }, TypeError, "interval should be a number of milliseconds, not '1000'"],
    [{ interval: -1 }, RangeError, 'interval should be from 0 to 2147483647 milliseconds, not -1'],
    [{ interval: NaN }, RangeError, 'interval should be from 0 to 2147483647 milliseconds, not NaN'],
    [{ interval: Infinity }, RangeError, 'interval should be from 0 to 2147483647 milliseconds, not Infinity'],
    [{ interval: 2 ** 31 }, RangeError, 'interval should be from 0 to 2147483647 milliseconds, not 2147483648'],
    [undefined, TypeError, 'options should be an object, not undefined'],
    [
      { interval: 5, onfault: () => undefined },
      TypeError,
      'options has no "onfault"; known: interval, onFault, isFatal, scheduler',
    ],
    [{ interval: 1, onFault: 5 }, TypeError, 'onFault should be a function, not 5'],
    [{ interval: 1, isFatal: 'no' }, TypeError, "isFatal should be a function, not 'no'"],
  ])('ends with an error for the options %j, before anything runs', async (options, type, message) => {
    let runs = 0;
    const source = poll(() => of(++runs), options as PollOptions);
    expect(await failureOf(source)).toEqual(new type(`poll: ${message}`));
    expect(runs).toBe(0);
  });

  it('delays the next run while its consumer slows the current one', async () => {
    const { list, quiet, requested } = await serveOfferPages(1, 3);
    const iterator = iterate(
      poll(() => list(), { interval: 1 }),
      { highWaterMark: 2 },
    );
    await iterator.next();
    await quiet();
    expect(requested()).toBeLessThanOrEqual(2);
    for (let count = 1; count < 7; count++) await iterator.next();
    expect(requested()).toBeGreaterThanOrEqual(3);
    expect(requested()).toBeLessThanOrEqual(4);
    await iterator.return?.();
  });

  it('can be shared like any Observable', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const run = cold('-a|');
      const shared = poll(() => run, { interval: 5 }).pipe(share());
      expectObservable(shared, '4ms !').toBe('-a');
      expectObservable(shared, '4ms !').toBe('-a');
      expectSubscriptions(run.subscriptions).toBe('^-!');
    });
  });
});
