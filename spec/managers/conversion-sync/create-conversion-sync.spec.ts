import { asyncScheduler, filter, firstValueFrom, type SchedulerLike, share, skip, Subject, take, toArray } from 'rxjs';
import { onTestFinished, describe, expect, it } from 'vitest';
import { ConnectionError, type Conversion, iterate, type RxOffersError, type Synced, type SyncOptions } from 'rxoffers';
import { collect, failureOf, settle } from '../../support/collect.js';
import { type ConversionService, conversionService } from '../../support/conversion-service.js';
import { recordedApi } from '../../support/recorded-api.js';
import { openClient } from '../../support/client-of.js';

const DAY = 24 * 60 * 60 * 1000;
const NOW = '2024-03-01 00:00:00';
const since = '2024-01-01';
const options: SyncOptions = { since, lookback: DAY, interval: 1 };

const serviceOf = (...times: string[]): ConversionService => {
  const service = conversionService(() => NOW);
  for (const time of times) service.add(time);
  return service;
};

/** Follows a service until the test ends. `nextPoll` waits for the end of a poll that begins after now. */
const follow = (service: ConversionService, more: SyncOptions = {}) => {
  const seen: Synced<Conversion>[] = [];
  const requests = new Subject<string>();
  const ends = new Subject<void>();
  service.onRequest((_, request) => {
    const wire = (request?.pairs ?? []).map(([name, value]) => `${name}=${value}`).join('&');
    requests.next(`${request?.method}?${wire}`);
  });
  // Each wait between polls is scheduled here.
  const scheduler: SchedulerLike = {
    now: Date.now,
    schedule: (work, delay, state) => {
      ends.next();
      return asyncScheduler.schedule(work as never, delay, state);
    },
  };
  const given = { ...options, scheduler, ...more };
  const subscription = service.sync(given).subscribe((synced) => seen.push(synced));
  onTestFinished(() => subscription.unsubscribe());
  return {
    seen,
    keys: () => seen.map(({ conversion }) => conversion.tune_event_id),
    nextPoll: () => firstValueFrom(ends.pipe(skip(1))),
    requests,
  };
};

describe('sync', () => {
  it('emits what there is, what comes and what changes, each once', async () => {
    const service = serviceOf('2024-02-28 23:00:00', '2024-02-29 10:00:00');
    const { keys, seen, nextPoll } = follow(service);
    await nextPoll();
    expect(keys()).toEqual(['e1', 'e2']);
    service.add('2024-02-29 11:00:00');
    service.change(0, { payout: '5' });
    await nextPoll();
    expect(keys().slice(2).sort()).toEqual(['e1', 'e3']);
    await nextPoll();
    expect(seen).toHaveLength(4);
    expect(seen.find(({ conversion }) => conversion.payout === '5')?.conversion.tune_event_id).toBe('e1');
  });

  it('asks for the newest, walks the window by id, and asks for updates', async () => {
    const service = serviceOf('2024-01-01 12:00:00');
    const { requests, nextPoll } = follow(service);
    const first = firstValueFrom(requests.pipe(take(3), toArray()));
    expect(
      (await first).map((line) => line.replace(/LESS_THAN_OR_EQUAL_TO\]=[^&]+/, 'LESS_THAN_OR_EQUAL_TO]=…')),
    ).toEqual([
      'findAll?filters[datetime][GREATER_THAN_OR_EQUAL_TO]=2024-01-01 00:00:00&filters[datetime][LESS_THAN_OR_EQUAL_TO]=…&sort[Conversion.datetime]=desc&limit=1&page=1&fields[]=datetime',
      'findAll?filters[datetime][GREATER_THAN_OR_EQUAL_TO]=2024-01-01 00:00:00&sort[Conversion.id]=asc&limit=500&page=1',
      'findUpdatedConversions?start_date=2024-01-01 00:00:00',
    ]);
    service.add('2024-01-04 12:00:00');
    await nextPoll();
    await nextPoll();
    const last = await firstValueFrom(requests.pipe(filter((line) => line.includes('start_date'))));
    expect(last).toBe('findUpdatedConversions?start_date=2024-01-02 12:00:00');
  });

  it('asks for no updates where it goes by a field alone', async () => {
    const service = serviceOf(NOW);
    const { requests, nextPoll } = follow(service, { mode: { modified: 'modified' } });
    const lines: string[] = [];
    requests.subscribe((line) => lines.push(line));
    await nextPoll();
    expect(lines.every((line) => line.startsWith('findAll?') && line.includes('[modified]'))).toBe(true);
  });

  it('finds changes behind the window as updates, or by the field that moves', async () => {
    for (const mode of ['updated', { modified: 'modified' }] as const) {
      const service = serviceOf('2024-01-02 00:00:00', '2024-02-29 10:00:00');
      const { keys, nextPoll } = follow(service, { mode });
      await nextPoll();
      await nextPoll();
      service.change(0, { payout: '5' });
      await nextPoll();
      expect(keys()).toEqual(['e1', 'e2', 'e1']);
    }
  });

  it('does not see them with the look-back window alone', async () => {
    const service = serviceOf('2024-01-02 00:00:00', '2024-02-29 10:00:00');
    const { keys, nextPoll } = follow(service, { mode: { modified: 'datetime' } });
    await nextPoll();
    service.change(0, { payout: '5' });
    await nextPoll();
    expect(keys()).toEqual(['e1', 'e2']);
  });

  it('remembers the window only, however far it has come', async () => {
    const days = Array.from({ length: 60 }, (_, index) => new Date(Date.UTC(2024, 0, 1) + index * DAY));
    const service = serviceOf(...days.map((day) => day.toISOString().slice(0, 10) + ' 12:00:00'));
    const { seen, nextPoll } = follow(service);
    await nextPoll();
    expect(seen).toHaveLength(60);
    expect(Math.max(...seen.map(({ checkpoint }) => checkpoint.seen.length))).toBeLessThanOrEqual(4);
    service.add('2024-02-29 13:00:00');
    await nextPoll();
    await nextPoll();
    expect(seen.at(-1)?.checkpoint).toMatchObject({ from: '2024-02-28 12:00:00', updatedSince: '2024-02-27 12:00:00' });
  });

  it('gives checkpoints that stay right, however long they are kept', async () => {
    const service = serviceOf('2024-02-28 23:00:00', '2024-02-29 10:00:00', '2024-02-29 11:00:00');
    const { seen, nextPoll } = follow(service);
    await nextPoll();
    const texts = seen.map(({ checkpoint }) => JSON.stringify(checkpoint));
    for (const day of ['01', '04', '08']) {
      service.add(`2024-03-${day} 00:00:00`);
      await nextPoll();
      await nextPoll();
    }
    expect(seen.slice(0, 3).map(({ checkpoint }) => JSON.stringify(checkpoint))).toEqual(texts);
    const { keys, nextPoll: again } = follow(service, { checkpoint: seen[1]?.checkpoint });
    await again();
    expect(keys()[0]).toBe('e3');
    expect(keys()).toHaveLength(4);
  });

  it('is not drawn away by a conversion that is dated in the future', async () => {
    const service = serviceOf('2024-02-28 23:00:00', '2999-01-01 00:00:00');
    const { keys, seen, nextPoll } = follow(service);
    await nextPoll();
    service.add('2024-02-29 10:00:00');
    await nextPoll();
    await nextPoll();
    expect([...keys()].sort()).toEqual(['e1', 'e2', 'e3']);
    expect(seen.at(-1)?.checkpoint.from).toBe('2024-02-27 23:00:00');
  });

  it('waits for the first conversion', async () => {
    const service = serviceOf();
    const { keys, nextPoll } = follow(service);
    await nextPoll();
    expect(keys()).toEqual([]);
    service.add('2024-02-29 10:00:00');
    await nextPoll();
    expect(keys()).toEqual(['e1']);
  });

  it('reports a poll that fails, keeps what it emitted, and polls again', async () => {
    const service = serviceOf('2024-02-28 23:00:00', '2024-02-29 10:00:00');
    const faults: RxOffersError[] = [];
    const seen: string[] = [];
    const fault = new ConnectionError('reset', { unsent: false });
    service.onRequest((number) => {
      if ([1, 4].includes(number)) throw fault;
    });
    const more = { ...options, onFault: (one: RxOffersError) => faults.push(one) };
    const source = service.sync(more).pipe(take(3));
    const subscription = source.subscribe(({ conversion }) => seen.push(conversion.tune_event_id ?? ''));
    onTestFinished(() => subscription.unsubscribe());
    await settle(30);
    expect(faults).toEqual([fault, fault]);
    expect(seen).toEqual(['e1', 'e2']);
    service.add('2024-02-29 11:00:00');
    await settle(30);
    expect(seen).toEqual(['e1', 'e2', 'e3']);
  });

  it('leaves each conversion to one judge: rows of another form come once from the updates, not at every poll', async () => {
    const service = conversionService(
      () => NOW,
      ({ payout: _, ...row }) => ({ ...row, note: 'another form' }),
    );
    for (const time of ['2024-01-02 00:00:00', '2024-02-29 10:00:00']) service.add(time);
    const { keys, nextPoll } = follow(service);
    await nextPoll();
    service.change(0, { status: 'rejected' });
    service.change(1, { status: 'rejected' });
    for (let count = 0; count < 4; count++) await nextPoll();
    expect(keys().slice(0, 2)).toEqual(['e1', 'e2']);
    expect(keys().slice(2).sort()).toEqual(['e1', 'e2']);
  });

  it('makes the polls wait for a slow loop', async () => {
    const service = serviceOf(...Array.from({ length: 40 }, (_, index) => `2024-02-29 10:00:${10 + index}`));
    let requests = 0;
    service.onRequest(() => requests++);
    const iterator = iterate(service.sync(options), { highWaterMark: 4 });
    await iterator.next();
    await settle(30);
    expect(requests).toBeLessThan(6);
    for (let count = 1; count < 40; count++) await iterator.next();
    await settle(30);
    expect(requests).toBeGreaterThan(12);
    await iterator.return?.();
    const stopped = requests;
    await settle(30);
    expect(requests).toBe(stopped);
  });

  it('hears the demand that it is given', async () => {
    const service = serviceOf(...Array.from({ length: 40 }, (_, index) => `2024-02-29 10:00:${10 + index}`));
    let requests = 0;
    service.onRequest(() => requests++);
    const iterator = iterate((demand) => service.sync({ ...options, demand }).pipe(share()), { highWaterMark: 4 });
    await iterator.next();
    await settle(30);
    expect(requests).toBeLessThan(6);
    await iterator.return?.();
  });

  it('starts anew for each subscriber', async () => {
    const source = serviceOf('2024-02-29 10:00:00').sync(options).pipe(take(1));
    expect(await collect(source)).toHaveLength(1);
    expect(await collect(source)).toHaveLength(1);
  });

  it.each<[unknown, new () => Error]>([
    [undefined, TypeError],
    [{ since: new Date(0) }, TypeError],
    [{ since, interval: -1 }, RangeError],
    [{ since, interval: 'soon' }, TypeError],
    [{ checkpoint: { version: 1 } }, TypeError],
  ])('refuses %j as an error of the stream, and sends nothing', async (given, type) => {
    const { api, lines } = await recordedApi([[]]);
    expect(await failureOf(api.conversions.sync(given as SyncOptions))).toBeInstanceOf(type);
    expect(lines()).toEqual([]);
  });

  it('ends when who asks is refused, when the client is closed, and with what onFault throws', async () => {
    const { api, sandbox } = await openClient({}, { retries: 0 });
    sandbox.faults.next({ kind: 'refuse', message: 'NetworkToken NETsandbox is not authenticated' });
    expect(await failureOf(api.conversions.sync(options))).toMatchObject({ name: 'AuthenticationError' });
    sandbox.faults.next({ kind: 'status', status: 500 });
    const onFault = (): never => {
      throw new Error('handler');
    };
    expect(await failureOf(api.conversions.sync({ ...options, onFault }))).toMatchObject({ message: 'handler' });
    await api.close();
    expect(await failureOf(api.conversions.sync(options))).toMatchObject({ code: 'CLOSED' });
  });
});
