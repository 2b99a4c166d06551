import { concat, defer, NEVER, of, type Observable, throwError, timer } from 'rxjs';
import { map, share, tap } from 'rxjs/operators';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import { iterate } from 'rxoffers';
import { walkDirs } from '../../../lib/raw-logs/listing/range-files.js';
import { collect, settle } from '../../support/collect.js';

const upTo = (count: number): string[] => Array.from({ length: count }, (_, index) => `d${index}`);

/** Two elements per dir, some time after they were asked for. */
const twoEach = () => {
  const asked: string[] = [];
  const elementsOf = (dir: string): Observable<string[]> =>
    defer(() => {
      asked.push(dir);
      return timer(1).pipe(map(() => [`${dir}a`, `${dir}b`]));
    });
  return { asked, elementsOf };
};

describe('walkDirs', () => {
  it('emits the elements of dir after dir', () => {
    new TestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(({ cold, expectObservable }) => {
      const dirs: Record<string, Observable<string[]>> = {
        one: cold('--(p|)', { p: ['1', '2'] }),
        none: cold('--(p|)', { p: [] }),
        two: cold('--(p|)', { p: ['3'] }),
      };
      const names = cold('-(n|)', { n: Object.keys(dirs) });
      expectObservable(walkDirs(names, (dir) => dirs[dir] as Observable<string[]>)).toBe('---(12)(3|)', undefined);
    });
  });

  it('tells which dir is the last', async () => {
    const seen: [string, boolean][] = [];
    await collect(
      walkDirs(of(['a', 'b', 'c']), (dir, isLast) => {
        seen.push([dir, isLast]);
        return of([]);
      }),
    );
    expect(seen).toEqual([
      ['a', false],
      ['b', false],
      ['c', true],
    ]);
  });

  it('completes when there are no dirs', async () => {
    expect(await collect(walkDirs(of([]), () => NEVER))).toEqual([]);
  });

  it('asks for one dir ahead of its consumer at the most', async () => {
    const { asked, elementsOf } = twoEach();
    const walked = iterate(walkDirs(of(upTo(100)), elementsOf), { highWaterMark: 1 });
    await walked.next();
    await settle(30);
    expect(asked).toEqual(['d0', 'd1']);
    for (let taken = 1; taken < 4; taken++) await walked.next();
    await settle(30);
    expect(asked).toEqual(['d0', 'd1', 'd2']);
    await walked.return?.();
  });

  it('hears a demand that is handed to it', async () => {
    const { asked, elementsOf } = twoEach();
    const walked = iterate((demand) => walkDirs(of(upTo(100)), elementsOf, demand).pipe(share()), { highWaterMark: 1 });
    await walked.next();
    await settle(30);
    expect(asked.length).toBeLessThanOrEqual(3);
    await walked.return?.();
  });

  it('stops asking while a for await is busy', async () => {
    const { asked, elementsOf } = twoEach();
    let seen = 0;
    for await (const _ of walkDirs(of(upTo(5_000)), elementsOf)) {
      if (++seen < 100) continue;
      await settle(30);
      expect(asked.length).toBeLessThanOrEqual((100 + 256) / 2 + 2);
      break;
    }
  });

  it('starts anew for each subscription', async () => {
    let subscribed = 0;
    const names = defer(() => {
      subscribed++;
      return of(upTo(subscribed));
    });
    const walk = walkDirs(names, (dir) => of([dir]));
    expect(await collect(walk)).toEqual(['d0']);
    expect(await collect(walk)).toEqual(['d0', 'd1']);
  });

  it('fails at the place of the dir that fails, after all elements before it', async () => {
    const seen: string[] = [];
    const failing = (dir: string): Observable<string[]> =>
      dir === 'd2' ? throwError(() => new Error('broken')) : of([dir]);
    const walk = walkDirs(of(upTo(5)), failing).pipe(tap((element) => seen.push(element)));
    await expect(collect(walk)).rejects.toThrow('broken');
    expect(seen).toEqual(['d0', 'd1']);
  });

  it('cancels the request in flight when it is left', async () => {
    let left = 0;
    const pending = concat(NEVER).pipe(tap({ unsubscribe: () => left++ }));
    const subscription = walkDirs(of(upTo(3)), () => pending).subscribe();
    await settle(1);
    subscription.unsubscribe();
    expect(left).toBe(1);
  });
});
