import { setImmediate as immediate } from 'node:timers/promises';
import * as rxjs from 'rxjs';
import type { Observable, Subscriber } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { BufferOverflowError, iterate } from 'rxoffers';
import { findDemand } from '../../lib/streams/demand.js';
import { secondRxjs } from '../support/second-rxjs.js';

type Rx = typeof rxjs;
type Pipeline = (source: Observable<number>, rx: Rx) => Observable<unknown>;

const LAST = 1_500;
const HIGH_WATER_MARK = 64;

/** Elements per burst, as of a page: an operator that schedules each element (observeOn) holds this many at most. */
const BURST = 50;

/** Emits numbers in bursts, as pages arrive, and stops where the demand ends. */
const eager = () => {
  let emitted = 0;
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  const run = (subscriber: Subscriber<number>): void => {
    const demand = findDemand(subscriber);
    let next = 0;
    const advance = (): void => {
      const end = Math.min(LAST, next + BURST);
      while (!subscriber.closed && next < end) {
        if (!demand.wanted) return (stop(), void subscriber.add(demand.whenWanted(advance)));
        emitted++;
        subscriber.next(next++);
      }
      if (next >= LAST) return (stop(), subscriber.complete());
      const turn = setImmediate(advance);
      subscriber.add(() => clearImmediate(turn));
    };
    advance();
  };
  return { source: new rxjs.Observable(run), emitted: () => emitted, stopped };
};

/** How far a source runs ahead of a consumer that takes one element and stops. */
const ranAhead = async (pipeline: Pipeline, rx: Rx): Promise<number> => {
  const { source, emitted, stopped } = eager();
  const iterator = iterate(pipeline(source, rx), { highWaterMark: HIGH_WATER_MARK, maxBuffer: 1_000_000 });
  void iterator.next();
  await stopped;
  // The element that was taken lets the source go on for a moment.
  for (let seen = -1; seen !== emitted(); await immediate()) seen = emitted();
  const ahead = emitted();
  await iterator.return?.();
  return ahead;
};

const REACHED: Record<string, Pipeline> = {
  filter: (s, rx) => s.pipe(rx.filter(() => true)),
  map: (s, rx) => s.pipe(rx.map((n) => String(n))),
  scan: (s, rx) => s.pipe(rx.scan((sum, n) => sum + n, 0)),
  tap: (s, rx) => s.pipe(rx.tap(() => undefined)),
  pairwise: (s, rx) => s.pipe(rx.pairwise()),
  distinct: (s, rx) => s.pipe(rx.distinct()),
  bufferCount: (s, rx) => s.pipe(rx.bufferCount(2)),
  windowCount: (s, rx) => s.pipe(rx.windowCount(2)),
  groupBy: (s, rx) => s.pipe(rx.groupBy((n) => n)),
  takeUntil: (s, rx) => s.pipe(rx.takeUntil(rx.NEVER)),
  retry: (s, rx) => s.pipe(rx.retry(2)),
  catchError: (s, rx) => s.pipe(rx.catchError(() => rx.EMPTY)),
  observeOn: (s, rx) => s.pipe(rx.observeOn(rx.asapScheduler)),
  subscribeOn: (s, rx) => s.pipe(rx.subscribeOn(rx.asapScheduler)),
  defer: (s, rx) => rx.defer(() => s),
  repeat: (s, rx) => s.pipe(rx.repeat(2)),
  race: (s, rx) => rx.race(s, rx.NEVER),
  concat: (s, rx) => rx.concat(s, rx.of(1)),
  merge: (s, rx) => rx.merge(s, rx.NEVER),
  materialize: (s, rx) => s.pipe(rx.materialize()),
  'the inner source of concatMap': (s, rx) => rx.of(1).pipe(rx.concatMap(() => s)),
  'the inner source of mergeMap': (s, rx) => rx.of(1).pipe(rx.mergeMap(() => s)),
  'the inner source of switchMap': (s, rx) => rx.of(1).pipe(rx.switchMap(() => s)),
};

const slow = (rx: Rx) => (n: number) => rx.of(n).pipe(rx.delay(60_000));

const NOT_BOUNDED: Record<string, Pipeline> = {
  'concatMap over slow inner streams': (s, rx) => s.pipe(rx.concatMap(slow(rx))),
  'mergeMap over slow inner streams': (s, rx) => s.pipe(rx.mergeMap(slow(rx), 4)),
  'a delay longer than the run': (s, rx) => s.pipe(rx.delay(60_000)),
  'zip of unequal speeds': (s, rx) => rx.zip(s, rx.interval(60_000)),
  'buffer by time': (s, rx) => s.pipe(rx.bufferTime(60_000)),
  toArray: (s, rx) => s.pipe(rx.toArray()),
};

const CUT: Record<string, Pipeline> = {
  share: (s, rx) => s.pipe(rx.share()),
  shareReplay: (s, rx) => s.pipe(rx.shareReplay({ bufferSize: 1, refCount: true })),
  connect: (s, rx) => s.pipe(rx.connect((shared) => shared)),
  'a Subject': (s, rx) =>
    rx.defer(() => {
      const subject = new rx.Subject<number>();
      return rx.merge(
        subject,
        rx.defer(() => (s.subscribe(subject), rx.EMPTY)),
      );
    }),
  'an operator that subscribes with a plain observer': (s, rx) =>
    new rx.Observable((subscriber) =>
      s.subscribe({ next: (n) => subscriber.next(n), complete: () => subscriber.complete() }),
    ),
};

describe.each([
  ['one copy of rxjs', () => rxjs],
  ['two copies of rxjs', secondRxjs],
])('the walk to the demand, with %s', (_name, load) => {
  const rx = load();

  it.each(Object.entries(REACHED))('reaches through %s', async (_operator, pipeline) => {
    const ahead = await ranAhead(pipeline, rx);
    expect(ahead).toBeGreaterThan(0);
    expect(ahead).toBeLessThanOrEqual(2 * HIGH_WATER_MARK + BURST);
  });

  it.each(Object.entries(NOT_BOUNDED))('does not bound %s', async (_operator, pipeline) => {
    expect(await ranAhead(pipeline, rx)).toBe(LAST);
  });

  it.each(Object.entries(CUT))('ends at %s, and memory does not grow silently', async (_operator, pipeline) => {
    expect(await ranAhead(pipeline, rx)).toBe(LAST);
    const loop = async (): Promise<void> => {
      for await (const _ of iterate(pipeline(eager().source, rx), { highWaterMark: 2 })) await immediate();
    };
    await expect(loop()).rejects.toBeInstanceOf(BufferOverflowError);
    await expect(loop()).rejects.toMatchObject({ heard: false, maxBuffer: 128 });
  });
});
