import { asyncScheduler, firstValueFrom, type SchedulerLike, share, skip, Subject, take } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  type Conversion,
  type ConversionCheckpoint,
  iterate,
  ProtocolError,
  type RxOffersError,
  type Synced,
  type SyncOptions,
} from 'rxoffers';
import { openClient } from '../../support/client-of.js';
import { collect, failureOf, settle } from '../../support/collect.js';
import { recordedApi, type RecordedCall, Refusal } from '../../support/recorded-api.js';
import { conversionService, type ConversionService } from '../../support/sandbox-conversions.js';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.UTC(2024, 2, 1);
const since = '2024-01-01';
const options: SyncOptions = { since, lookback: DAY, interval: 1 };

/** A service whose conversions, with the ids 1, 2, …, are of these times. */
const serviceOf = async (...times: string[]): Promise<ConversionService> => {
  const service = await conversionService(() => NOW);
  onTestFinished(() => service[Symbol.asyncDispose]());
  for (const time of times) service.add(time);
  return service;
};

const manyTimes = Array.from({ length: 40 }, (_, index) => `2024-02-29 10:00:${10 + index}`);

/** A scheduler of the waits between polls, and the ends of those polls. */
const pollEnds = () => {
  const ends = new Subject<void>();
  const scheduler: SchedulerLike = {
    now: Date.now,
    schedule: (work, delay, state) => {
      ends.next();
      return asyncScheduler.schedule(work as never, delay, state);
    },
  };
  /** Resolves at the end of a poll that starts after now. */
  const nextPoll = () => firstValueFrom(ends.pipe(skip(1)));
  return { scheduler, nextPoll };
};

/** Follows a service until the test ends. */
const follow = ({ sandbox, sync }: Pick<ConversionService, 'sandbox' | 'sync'>, more: SyncOptions = {}) => {
  const seen: Synced<Conversion>[] = [];
  const { scheduler, nextPoll } = pollEnds();
  const subscription = sync({ ...options, scheduler, ...more }).subscribe((synced) => seen.push(synced));
  onTestFinished(() => subscription.unsubscribe());
  const lines = () =>
    sandbox.requests.map(({ method, params }) => {
      const own = params.filter(([name]) => !['NetworkToken', 'NetworkId', 'Target', 'Method'].includes(name));
      return `${method}?${own.map(([name, value]) => `${name}=${value}`).join('&')}`;
    });
  return { seen, ids: () => seen.map(({ conversion }) => conversion.id), nextPoll, lines };
};

describe('conversions.sync', () => {
  it('emits what is there, what comes and what changes, each once', async () => {
    const service = await serviceOf('2024-02-28 23:00:00', '2024-02-29 10:00:00');
    const { ids, seen, nextPoll } = follow(service);
    await nextPoll();
    expect(ids()).toEqual(['1', '2']);
    service.add('2024-02-29 11:00:00');
    service.change(0, { payout: '5' });
    await nextPoll();
    expect(ids().slice(2).sort()).toEqual(['1', '3']);
    await nextPoll();
    expect(seen).toHaveLength(4);
    expect(seen.find(({ conversion }) => conversion.payout === '5')?.conversion.id).toBe('1');
  });

  it('requests the newest, walks the window by id, and requests updates', async () => {
    const service = await serviceOf('2024-01-01 12:00:00');
    const { lines, nextPoll } = follow(service);
    await nextPoll();
    const [newest = '', ...others] = lines();
    const bound = /\[datetime\]\[LESS_THAN_OR_EQUAL_TO\]=(.{19})&/.exec(newest)?.[1] ?? '';
    // The local clock in the zone that is farthest ahead.
    expect(Math.abs(Date.parse(`${bound}Z`) - Date.now() - 14 * 60 * 60 * 1000)).toBeLessThan(60_000);
    expect(newest.replace(bound, '…')).toBe(
      'findAll?filters[datetime][GREATER_THAN_OR_EQUAL_TO]=2024-01-01 00:00:00&filters[datetime][LESS_THAN_OR_EQUAL_TO]=…&sort[Conversion.datetime]=desc&limit=1&page=1&fields[]=datetime',
    );
    expect(others.slice(0, 2)).toEqual([
      'findAll?filters[datetime][GREATER_THAN_OR_EQUAL_TO]=2024-01-01 00:00:00&sort[Conversion.id]=asc&limit=500&page=1',
      'findUpdatedConversions?start_date=2024-01-01 00:00:00',
    ]);
    service.add('2024-01-04 12:00:00');
    await nextPoll();
    await nextPoll();
    // Two days before the newest, since its time serves as the service's clock.
    expect(lines().findLast((line) => line.includes('start_date'))).toBe(
      'findUpdatedConversions?start_date=2024-01-02 12:00:00',
    );
  });

  it('walks what is older in chunks, from the oldest on', async () => {
    const { lines, nextPoll } = follow(await serviceOf('2024-01-10 00:00:00', '2024-01-12 06:00:00'));
    await nextPoll();
    expect(lines()[1]).toBe(
      'findAll?filters[datetime][GREATER_THAN_OR_EQUAL_TO]=2024-01-01 00:00:00&sort[Conversion.datetime]=asc&limit=1&page=1&fields[]=datetime',
    );
    expect(lines()[2]).toBe(
      'findAll?filters[datetime][GREATER_THAN_OR_EQUAL_TO]=2024-01-10 00:00:00&filters[datetime][LESS_THAN]=2024-01-11 00:00:00&sort[Conversion.id]=asc&limit=500&page=1',
    );
  });

  it('requests updates with the parameters of updatedParams', async () => {
    const updatedParams = (from: string) => ({ after: from, all: true });
    const { lines, nextPoll } = follow(await serviceOf(), { updatedParams });
    await nextPoll();
    expect(lines()).toContain('findUpdatedConversions?after=2024-01-01 00:00:00&all=1');
  });

  it('requests no updates where the mode names a field', async () => {
    const { lines, nextPoll } = follow(await serviceOf('2024-02-29 10:00:00'), { mode: { modified: 'modified' } });
    await nextPoll();
    expect(lines().every((line) => line.startsWith('findAll?') && line.includes('[modified]'))).toBe(true);
  });

  it.each<[SyncOptions['mode'], string[]]>([
    ['updated', ['1', '2', '1']],
    [{ modified: 'modified' }, ['1', '2', '1']],
    [{ modified: 'datetime' }, ['1', '2']],
  ])('notices changes before the window, or not: %j', async (mode, expected) => {
    const service = await serviceOf('2024-01-02 00:00:00', '2024-02-29 10:00:00');
    const { ids, nextPoll } = follow(service, { mode });
    await nextPoll();
    await nextPoll();
    service.change(0, { payout: '5' });
    await nextPoll();
    await nextPoll();
    expect(ids()).toEqual(expected);
  });

  it('remembers the window only, however far it has come', async () => {
    const days = Array.from({ length: 60 }, (_, index) => new Date(Date.UTC(2024, 0, 1) + index * DAY));
    const service = await serviceOf(...days.map((day) => `${day.toISOString().slice(0, 10)} 12:00:00`));
    const { seen, nextPoll } = follow(service);
    await nextPoll();
    expect(seen).toHaveLength(60);
    // 16 characters for each conversion.
    expect(Math.max(...seen.map(({ checkpoint }) => checkpoint.seen.digests.length))).toBeLessThanOrEqual(4 * 16);
    service.add('2024-02-29 13:00:00');
    await nextPoll();
    await nextPoll();
    expect(seen.at(-1)?.checkpoint).toMatchObject({ from: '2024-02-28 12:00:00', updatedSince: '2024-02-27 12:00:00' });
  });

  it('emits checkpoints that do not change, however long they are kept', async () => {
    const service = await serviceOf('2024-02-28 23:00:00', '2024-02-29 10:00:00', '2024-02-29 11:00:00');
    const { seen, nextPoll } = follow(service);
    await nextPoll();
    const texts = seen.map(({ checkpoint }) => JSON.stringify(checkpoint));
    for (const day of ['01', '04', '08']) {
      service.add(`2024-03-${day} 00:00:00`);
      await nextPoll();
      await nextPoll();
    }
    expect(seen.slice(0, 3).map(({ checkpoint }) => JSON.stringify(checkpoint))).toEqual(texts);
    const { ids, nextPoll: again } = follow(service, { checkpoint: seen[1]?.checkpoint });
    await again();
    expect(ids()[0]).toBe('3');
    expect(ids()).toHaveLength(4);
  });

  it('after a restart reads what its digests cover first, then the hours that differ, and emits nothing twice', async () => {
    const service = await serviceOf('2024-02-28 23:00:00', '2024-02-29 10:00:00', '2024-02-29 11:00:00');
    const { seen, nextPoll } = follow(service, { mode: { modified: 'datetime' } });
    await nextPoll();
    const checkpoint = JSON.parse(JSON.stringify(seen.at(-1)?.checkpoint)) as ConversionCheckpoint;
    service.change(1, { payout: '5' });
    service.add('2024-03-01 00:00:00');
    const before = service.sandbox.requests.length;
    const again = follow(service, { mode: { modified: 'datetime' }, checkpoint });
    await again.nextPoll();
    expect(again.ids()).toEqual(['2', '4']);
    const walks = again
      .lines()
      .slice(before)
      .filter((line) => line.includes('sort[Conversion.id]=asc'))
      .map((line) => line.replace(/&sort.*/, ''));
    const from = 'findAll?filters[datetime][GREATER_THAN_OR_EQUAL_TO]=';
    expect(walks).toContain(`${from}2024-01-01 00:00:00&filters[datetime][LESS_THAN]=2024-02-29 12:00:00`);
    expect(walks).toContain(`${from}2024-02-29 10:00:00`);
  });

  it('continues without the digests of updates that the service refuses after a restart', async () => {
    const rows = [
      { id: '1', datetime: '2024-01-02 00:00:00' },
      { id: '2', datetime: '2024-02-29 10:00:00' },
    ];
    let refuses = false;
    const answer = ({ name, pairs }: RecordedCall) => {
      if (name === 'Conversion.findUpdatedConversions')
        return refuses ? new Refusal('Method not allowed') : rows.slice(0, 1).map((row) => ({ Conversion: row }));
      const value = (key: string) => pairs.find(([own]) => own === key)?.[1];
      const found = rows.filter(
        ({ datetime }) => datetime >= (value('filters[datetime][GREATER_THAN_OR_EQUAL_TO]') ?? ''),
      );
      const data = found.filter(({ id }) => id > (value('filters[id][GREATER_THAN]') ?? '0'));
      return { page: 1, count: data.length, pageCount: 1, data: data.map((row) => ({ Conversion: row })) };
    };
    const { api } = await recordedApi([answer]);
    const from = { since: '2024-02-28', interval: 1 };
    const [, last] = await collect(api.conversions.sync(from).pipe(take(2)));
    expect(last?.conversion.id).toBe('1');
    refuses = true;
    rows.push({ id: '3', datetime: '2024-02-29 11:00:00' });
    const next = await collect(api.conversions.sync({ ...from, checkpoint: last?.checkpoint }).pipe(take(1)));
    expect(next[0]?.conversion.id).toBe('3');
  });

  it('is not misled by a conversion dated in the future', async () => {
    const service = await serviceOf('2024-02-28 23:00:00', '2999-01-01 00:00:00');
    const { ids, seen, nextPoll } = follow(service);
    await nextPoll();
    service.add('2024-02-29 10:00:00');
    await nextPoll();
    await nextPoll();
    expect([...ids()].sort()).toEqual(['1', '2', '3']);
    expect(seen.at(-1)?.checkpoint.from).toBe('2024-02-27 23:00:00');
  });

  it('waits for the first conversion', async () => {
    const service = await serviceOf();
    const { ids, nextPoll } = follow(service);
    await nextPoll();
    expect(ids()).toEqual([]);
    service.add('2024-02-29 10:00:00');
    await nextPoll();
    expect(ids()).toEqual(['1']);
  });

  it('reports a poll that fails, keeps what it emitted, and polls again', async () => {
    const service = await serviceOf('2024-02-28 23:00:00', '2024-02-29 10:00:00');
    const faults: RxOffersError[] = [];
    service.sandbox.onRequest(() => {
      if ([1, 4].includes(service.sandbox.requests.length)) throw new Error('this request fails');
    });
    const { ids, nextPoll } = follow(service, { onFault: (fault) => faults.push(fault) });
    await service.sandbox.received(5);
    await nextPoll();
    expect(faults).toMatchObject([{ status: 500 }, { status: 500 }]);
    expect(ids()).toEqual(['1', '2']);
    service.add('2024-02-29 11:00:00');
    await nextPoll();
    await nextPoll();
    expect(ids()).toEqual(['1', '2', '3']);
  });

  it('reports a time field without a time; unix seconds are taken for the earliest time they may be', async () => {
    const mode = { modified: 'modified' };
    const answer = (modified: unknown) => ({
      page: 1,
      count: 1,
      pageCount: 1,
      data: [{ Conversion: { id: '1', modified } }],
    });
    const { api } = await recordedApi([answer('soon')]);
    const fault = await new Promise<RxOffersError>((resolve) => {
      const subscription = api.conversions.sync({ ...options, mode, onFault: resolve }).subscribe();
      onTestFinished(() => subscription.unsubscribe());
    });
    expect(fault).toBeInstanceOf(ProtocolError);
    expect(fault.message).toContain('modified');

    const { api: other, lines } = await recordedApi([answer(1_709_200_800)]);
    const [synced] = await collect(other.conversions.sync({ ...options, mode }).pipe(take(1)));
    expect(lines()[2]).toContain('filters[modified][GREATER_THAN_OR_EQUAL_TO]=2024-02-27 22:00:00&sort');
    expect(synced?.checkpoint.seen).toMatchObject({ from: '2024-01-01 00:00:00', hours: 1, slots: 4096 });
  });

  it('emits an updated row of another form once, not at every poll', async () => {
    const rows = [
      { id: '1', datetime: '2024-01-02 00:00:00', status: 'approved', updated: '' },
      { id: '2', datetime: '2024-02-29 10:00:00', status: 'approved', updated: '' },
    ];
    /** A service whose updated rows have an additional field. */
    const answer = ({ name, pairs }: RecordedCall) => {
      const value = (key: string, fallback: string) => pairs.find(([own]) => own === key)?.[1] ?? fallback;
      if (name === 'Conversion.findUpdatedConversions')
        return rows
          .filter(({ updated }) => updated >= value('start_date', ''))
          .map(({ id, datetime, status }) => ({ Conversion: { id, datetime, status, note: 'another form' } }));
      const found = rows
        .filter(({ datetime }) => datetime >= value('filters[datetime][GREATER_THAN_OR_EQUAL_TO]', ''))
        .filter(({ datetime }) => datetime < value('filters[datetime][LESS_THAN]', '9'))
        .filter(({ id }) => id > value('filters[id][GREATER_THAN]', '0'));
      if (value('sort[Conversion.datetime]', 'asc') === 'desc') found.reverse();
      const data = found.map(({ id, datetime, status }) => ({ Conversion: { id, datetime, status } }));
      return { page: 1, count: data.length, pageCount: 1, data: data.slice(0, Number(value('limit', '500'))) };
    };
    const { api } = await recordedApi([answer]);
    const { scheduler, nextPoll } = pollEnds();
    const ids: unknown[] = [];
    const source = api.conversions.sync({ ...options, scheduler });
    const subscription = source.subscribe(({ conversion }) => ids.push(conversion.id));
    onTestFinished(() => subscription.unsubscribe());
    await nextPoll();
    for (const row of rows) Object.assign(row, { status: 'rejected', updated: '2024-03-01 00:00:00' });
    for (let count = 0; count < 4; count++) await nextPoll();
    expect(ids.slice(0, 2)).toEqual(['1', '2']);
    expect(ids.slice(2).sort()).toEqual(['1', '2']);
  });

  it('makes the polls wait for a slow loop, and stops with it', async () => {
    const { sync, sandbox } = await serviceOf(...manyTimes);
    const iterator = iterate(sync(options), { highWaterMark: 4 });
    await iterator.next();
    await settle(50);
    expect(sandbox.requests.length).toBeLessThan(6);
    for (let count = 1; count < 40; count++) await iterator.next();
    await sandbox.received(13);
    await iterator.return?.();
    const stopped = sandbox.requests.length;
    await settle(50);
    expect(sandbox.requests.length - stopped).toBeLessThanOrEqual(1);
  });

  it('follows the demand that it is given', async () => {
    const { sync, sandbox } = await serviceOf(...manyTimes);
    const iterator = iterate((demand) => sync({ ...options, demand }).pipe(share()), { highWaterMark: 4 });
    await iterator.next();
    await settle(50);
    expect(sandbox.requests.length).toBeLessThan(6);
    await iterator.return?.();
  });

  it('starts again for each subscriber', async () => {
    const { sync } = await serviceOf('2024-02-29 10:00:00');
    const source = sync(options).pipe(take(1));
    expect(await collect(source)).toHaveLength(1);
    expect(await collect(source)).toHaveLength(1);
  });

  it('ends when the token is refused, when the client is closed, and with an error that onFault throws', async () => {
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
