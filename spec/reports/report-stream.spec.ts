import { NEVER, Observable, of, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { iterate, ReportStream, Stream } from 'rxoffers';
import type { OpenedReport } from '../../lib/reports/report-stream.js';
import { streamOf } from '../../lib/streams/paginate.js';
import { collect, failureOf, settle } from '../support/collect.js';
import { watchRejections } from '../support/rejections.js';

const page = { items: ['a'], page: 1, pageCount: 1, count: 1, totals: undefined, range: undefined };
const opened: OpenedReport<string, number> = { rows: () => of('a', 'b'), pages: () => of(page), totals: () => of(3) };

describe('ReportStream', () => {
  it('is a stream of rows, with pages and totals beside it', async () => {
    const report = new ReportStream(() => Promise.resolve(opened));
    expect(report).toBeInstanceOf(Stream);
    expect(await collect(report)).toEqual(['a', 'b']);
    expect(await collect(report.pages)).toEqual([page]);
    expect(await collect(report.totals$)).toEqual([3]);
    const seen: string[] = [];
    for await (const row of report) seen.push(row);
    for await (const { items } of report.pages) seen.push(...items);
    expect(seen).toEqual(['a', 'b', 'a']);
  });

  it('opens the report anew for each subscription, and not before', async () => {
    let times = 0;
    const report = new ReportStream(() => Promise.resolve((times++, opened)));
    expect(times).toBe(0);
    await collect(report);
    await collect(report);
    await collect(report.totals$);
    expect(times).toBe(3);
  });

  it('has for its error what opening, or what starts, fails with', async () => {
    const failure = new TypeError('wrong');
    const report = new ReportStream(() => Promise.reject(failure));
    for (const source of [report, report.pages, report.totals$]) expect(await failureOf(source)).toBe(failure);
    const late = new ReportStream(() =>
      Promise.resolve({
        ...opened,
        rows: () => {
          throw failure;
        },
        totals: () => throwError(() => failure),
      }),
    );
    expect(await failureOf(late)).toBe(failure);
    expect(await failureOf(late.totals$)).toBe(failure);
  });

  it('asks for nothing when it is left while it opens, and rejects nothing unheard', async () => {
    const rejections = watchRejections();
    let started = false;
    const rows = () => {
      started = true;
      return NEVER;
    };
    new ReportStream(() => Promise.resolve({ ...opened, rows })).subscribe().unsubscribe();
    new ReportStream(() => Promise.reject(new Error('late'))).subscribe({ error: () => undefined }).unsubscribe();
    await settle();
    expect(started).toBe(false);
    expect(rejections).toEqual([]);
  });

  it('cancels what it asks for when it is left', async () => {
    let cancelled = false;
    const rows = () => new Observable<string>(() => () => (cancelled = true));
    const subscription = new ReportStream(() => Promise.resolve({ ...opened, rows })).subscribe();
    await settle();
    subscription.unsubscribe();
    expect(cancelled).toBe(true);
  });

  it('does not cut the walk to the demand: a loop that is slow makes the source wait', async () => {
    const numbers = Array.from({ length: 50 }, (_, index) => index);
    const report = new ReportStream(() =>
      Promise.resolve({ ...opened, pages: () => NEVER, rows: () => streamOf(of(numbers)) }),
    );
    const seen: number[] = [];
    for await (const number of iterate(report, { highWaterMark: 1, maxBuffer: 2 })) seen.push(number);
    expect(seen).toEqual(numbers);
  });
});
