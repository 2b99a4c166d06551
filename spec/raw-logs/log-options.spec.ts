import { describe, expectTypeOf, it } from 'vitest';
import type { ContentOptions, FindLogsOptions, LazyLogRecord, LogRecord, RecordOf, RecordsOptions } from 'rxoffers';

describe('the options of raw logs', () => {
  it('are all optional, and may be undefined', () => {
    expectTypeOf<object>().toExtend<FindLogsOptions>();
    expectTypeOf<{ fields: undefined; lazy: undefined; concurrency: undefined }>().toExtend<FindLogsOptions>();
  });

  it('grow from content to records to many files', () => {
    expectTypeOf<RecordsOptions>().toExtend<ContentOptions>();
    expectTypeOf<FindLogsOptions>().toExtend<RecordsOptions>();
    expectTypeOf<ContentOptions>().not.toHaveProperty('fields');
    expectTypeOf<RecordsOptions>().not.toHaveProperty('concurrency');
  });

  it('say what the records are', () => {
    expectTypeOf<RecordOf<'ip', false>>().toEqualTypeOf<LogRecord<'ip'>>();
    expectTypeOf<RecordOf<'ip', true>>().toEqualTypeOf<LazyLogRecord<'ip'>>();
  });
});
