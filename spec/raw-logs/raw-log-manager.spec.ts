import type { Observable } from 'rxjs';
import { describe, expectTypeOf, it } from 'vitest';
import type { ClickColumn, DateDir, LogExpirations, LogFile, RawLogManager, RawLogs, Stream } from 'rxoffers';

type Clicks = RawLogs['clicks'];

describe('RawLogManager', () => {
  it('knows the columns of clicks, and of no other type', () => {
    expectTypeOf<Clicks>().toEqualTypeOf<RawLogManager<ClickColumn>>();
    expectTypeOf<RawLogs['conversions']>().toEqualTypeOf<RawLogManager<string>>();
    expectTypeOf<RawLogs['impressions']>().toEqualTypeOf<RawLogManager<string>>();
  });

  it('gives streams of dirs and files, whose records have the columns of the type', () => {
    expectTypeOf<ReturnType<Clicks['listDateDirs']>>().toEqualTypeOf<Stream<DateDir<LogFile<ClickColumn>>>>();
    expectTypeOf<ReturnType<Clicks['listFiles']>>().toEqualTypeOf<Stream<LogFile<ClickColumn>>>();
    expectTypeOf<ReturnType<Clicks['listLogs']>>().toEqualTypeOf<Stream<LogFile<ClickColumn>>>();
  });

  it('gives days per type, any of which may be missing', () => {
    expectTypeOf<ReturnType<Clicks['getLogExpirations']>>().toEqualTypeOf<Observable<LogExpirations>>();
    expectTypeOf<LogExpirations['clicks']>().toEqualTypeOf<number | undefined>();
  });
});
