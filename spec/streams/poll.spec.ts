import { from, NEVER, type ObservableInput, of, share, take, throwError } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import { iterate, poll, type PollOptions } from 'rxoffers';
import { streamOf } from '../../lib/streams/paginate.js';
import { collect, failureOf, settle } from '../support/collect.js';

type Helpers = Parameters<Parameters<TestScheduler['run']>[0]>[0];

const marbles = (script: (helpers: Helpers) => void): void =>
  new TestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(script);

describe('poll', () => {
  it('runs at once, and again an interval after the end of the run before', () => {
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

  it('reports a run that fails, and goes on after the interval', () => {
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

  it('goes on in silence when nobody asks for faults', () => {
    marbles(({ expectObservable }) => {
      let runs = 0;
      expectObservable(
        poll(() => (++runs < 3 ? throwError(() => new Error('down')) : of('a')), { interval: 2 }),
        '5ms !',
      ).toBe('----a');
    });
  });

  it.each([new TypeError('no'), new RangeError('no')])('ends with a %s, which cannot pass', (fault) => {
    marbles(({ expectObservable }) => {
      const faults: unknown[] = [];
      const source = poll(() => throwError(() => fault), { interval: 2, onFault: (seen) => faults.push(seen) });
      expectObservable(source).toBe('#', undefined, fault);
      expect(faults).toEqual([]);
    });
  });

  it('lets its user say which failures end it', () => {
    marbles(({ expectObservable }) => {
      const faults = [new TypeError('passes'), new Error('fatal')];
      let runs = 0;
      const options = { interval: 2, isFatal: (fault: unknown) => fault === faults[1] };
      expectObservable(poll(() => throwError(() => faults[runs++]), options)).toBe('--#', undefined, faults[1]);
    });
  });

  it('takes what project throws for a run that failed', () => {
    marbles(({ expectObservable }) => {
      let runs = 0;
      const project = () => {
        if (++runs === 1) throw new Error('thrown');
        return of('a');
      };
      expectObservable(poll(project, { interval: 3 }), '4ms !').toBe('---a');
    });
  });

  it('ends with what onFault throws', () => {
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

  it('takes runs that answer at once, promises and lists', async () => {
    let runs = 0;
    const project = (): ObservableInput<number> => (++runs % 2 === 0 ? Promise.resolve(runs) : [runs]);
    expect(await collect(poll(project, { interval: 0 }).pipe(take(4)))).toEqual([1, 2, 3, 4]);
  });

  it('cancels the run when it is left', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const run = cold('-a----|');
      const source = poll(() => run, { interval: 1 });
      expectObservable(source, '---!').toBe('-a');
      expectSubscriptions(run.subscriptions).toBe('^--!');
    });
  });

  it('cancels the wait when it is left, and leaves no timer behind', async () => {
    const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    const subscription = poll(() => of(1), { interval: 60_000 }).subscribe();
    await settle(0);
    expect(timers()).toBe(before + 1);
    subscription.unsubscribe();
    expect(timers()).toBe(before);
  });

  it.each<[unknown, new () => Error]>([
    [undefined, TypeError],
    ['1000', TypeError],
    [-1, RangeError],
    [NaN, RangeError],
    [Infinity, RangeError],
    [2 ** 31, RangeError],
  ])('refuses an interval of %s as an error of the stream, and runs nothing', async (interval, type) => {
    let runs = 0;
    const source = poll(() => of(++runs), { interval } as PollOptions);
    expect(await failureOf(source)).toBeInstanceOf(type);
    expect(runs).toBe(0);
  });

  it('waits with the next run while its consumer makes the run wait', async () => {
    let runs = 0;
    const source = poll(() => streamOf(from([[++runs, runs, runs]])), { interval: 1 });
    const iterator = iterate(source, { highWaterMark: 2 });
    await iterator.next();
    await settle(30);
    expect(runs).toBeLessThanOrEqual(2);
    await iterator.next();
    await iterator.next();
    await iterator.next();
    await settle(30);
    expect(runs).toBeGreaterThanOrEqual(2);
    expect(runs).toBeLessThanOrEqual(3);
    await iterator.return?.();
  });

  it('is shared like any Observable', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const run = cold('-a|');
      const shared = poll(() => run, { interval: 5 }).pipe(share());
      expectObservable(shared, '4ms !').toBe('-a');
      expectObservable(shared, '4ms !').toBe('-a');
      expectSubscriptions(run.subscriptions).toBe('^-!');
    });
  });
});
