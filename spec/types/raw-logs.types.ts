// Compiled, never run: how users read raw logs, and what must not compile.
import type { Observable } from 'rxjs';
import {
  type ClickColumn,
  type ContentOptions,
  type DateDir,
  type FindLogsOptions,
  type FollowCheckpoint,
  type HasOffers,
  type LazyLogRecord,
  type LogBatch,
  type LogExpirations,
  type LogFile,
  LogRecord,
  type LogType,
  type RawLogManager,
  type RecordOf,
  type RecordsOptions,
  type Stream,
} from 'rxoffers';

type Cell = string | null;

export const clicks = async ({ rawLogs: { clicks } }: HasOffers): Promise<void> => {
  for await (const record of clicks.findAll('201609')) {
    record satisfies LogRecord<ClickColumn>;
    record.offer_id satisfies Cell;
    record.equals(record) satisfies boolean;
    ({ ...record }).offer_id satisfies Cell;
    // @ts-expect-error there is no such column
    void record.offer_idd;
    // @ts-expect-error a cell may be missing
    record.offer_id satisfies string;
    // @ts-expect-error a record is not changed
    record.offer_id = '3';
  }
  for await (const { offer_id, payout_cents } of clicks.findAll('20160909', { fields: ['offer_id', 'payout_cents'] }))
    [offer_id, payout_cents] satisfies Cell[];
};

export const chosen = async ({ rawLogs: { clicks, conversions } }: HasOffers): Promise<void> => {
  for await (const record of clicks.findAll('20160909', { fields: ['offer_id'] })) {
    record satisfies LogRecord<'offer_id'>;
    // @ts-expect-error this column was not requested
    void record.ip;
  }
  // The service may have columns that the catalog lacks.
  for await (const record of clicks.findAll('20160909', { fields: ['brand_new'], unlisted: true })) {
    record.brand_new satisfies Cell;
    // @ts-expect-error nor was this one
    void record.offer_id;
  }
  // The compiler cannot know whether there is such a column: with this project's settings, it may be `undefined`.
  const names: string[] = ['ip'];
  for await (const record of clicks.findAll('20160909', { fields: names })) record['ip'] satisfies Cell | undefined;
  for await (const record of clicks.findAll('20160909', { fields: names, unlisted: true }))
    record['ip'] satisfies Cell | undefined;
  const columns: ClickColumn[] = ['ip'];
  for await (const record of clicks.findAll('20160909', { fields: columns })) record.ip satisfies Cell;
  for await (const record of conversions.findAll('20160909', { fields: ['whatever'] })) record.whatever satisfies Cell;
  for await (const record of conversions.findAll('20160909')) {
    record['offer_id'] satisfies Cell | undefined;
    record['whatever'] satisfies Cell | undefined;
    // @ts-expect-error a cell is text or nothing
    record['whatever'] satisfies number | undefined;
  }
};

export const lazy = async ({ rawLogs: { clicks } }: HasOffers): Promise<void> => {
  for await (const record of clicks.findAll('20160909', { lazy: true })) {
    record satisfies LazyLogRecord<ClickColumn>;
    record.offer_id satisfies Cell;
    record.toObject() satisfies Record<string, Cell>;
    const { offer_id } = record;
    offer_id satisfies Cell;
    // @ts-expect-error accessors do not spread
    void { ...record };
    // @ts-expect-error there is no such column
    void record.offer_idd;
  }
  for await (const record of clicks.findAll('20160909', { lazy: true, fields: ['ip'] })) {
    record.ip satisfies Cell;
    // @ts-expect-error accessors do not spread
    void { ...record };
    // @ts-expect-error this column was not requested
    void record.offer_id;
  }
  for await (const record of clicks.findAll('20160909', { lazy: false })) ({ ...record }).ip satisfies Cell;
};

export const batches = async ({ rawLogs: { clicks } }: HasOffers): Promise<void> => {
  for await (const batch of clicks.batches('201609', { fields: ['ip'] })) {
    batch satisfies LogBatch<LogRecord<'ip'>, ClickColumn>;
    batch.file satisfies LogFile<ClickColumn>;
    batch.complete satisfies boolean;
    for (const record of batch) record.ip satisfies Cell;
    // @ts-expect-error a batch is not changed
    void batch.push;
    // @ts-expect-error this column was not requested
    void batch[0]?.offer_id;
  }
  for await (const batch of clicks.batches('201609', { lazy: true }))
    // @ts-expect-error accessors do not spread
    for (const record of batch) void { ...record };
};

export const files = async ({ rawLogs: { clicks } }: HasOffers): Promise<void> => {
  clicks.listDateDirs() satisfies Stream<DateDir<LogFile<ClickColumn>>>;
  for await (const file of clicks.listFiles({ from: new Date(0), to: '20160909' })) {
    file.downloadLink() satisfies Observable<string>;
    file.content({ spool: true }) satisfies Stream<Buffer>;
    for await (const record of file.records()) record.offer_id satisfies Cell;
    for await (const record of file.records({ fields: ['ip'] })) {
      record.ip satisfies Cell;
      // @ts-expect-error this column was not requested
      void record.offer_id;
    }
    for await (const record of file.records({ lazy: true }))
      // @ts-expect-error accessors do not spread
      void { ...record };
    for await (const batch of file.batches()) batch[0]?.offer_id satisfies Cell | undefined;
    // @ts-expect-error it is one file
    file.records({ concurrency: 2 });
    // @ts-expect-error content has no columns
    file.content({ fields: ['ip'] });
  }
  for await (const { file, checkpoint, late } of clicks.follow({ since: '20160909' })) {
    [file.startTime, late] satisfies [Date, boolean];
    checkpoint satisfies FollowCheckpoint;
    for await (const record of file.records({ fields: ['ip'] })) record.ip satisfies Cell;
  }
};

export const wrong = ({ rawLogs: { clicks, conversions } }: HasOffers, file: LogFile<ClickColumn>): unknown[] => [
  clicks.findAll('2016', {
    fields: undefined,
    lazy: undefined,
    concurrency: 8,
    ordered: false,
    onMissing: 'skip',
    onBadRecord: ({ file, line, reason }) => void [file, line, reason],
    spool: true,
    tmpdir: '/tmp',
    maxInflatedBytes: 1e9,
  }),
  // @ts-expect-error a range is text or two instants
  clicks.findAll(20160909),
  // @ts-expect-error both ends are needed
  clicks.findAll({ from: '20160909' }),
  // @ts-expect-error there is no such option
  clicks.findAll('20160909', { field: ['ip'] }),
  clicks.batches('20160909', { fields: ['brand_new', 'ip'], unlisted: true, lazy: true }),
  file.records({ fields: ['brand_new'], unlisted: true }),
  // @ts-expect-error the catalog lists no such column
  clicks.findAll('20160909', { fields: ['offer_idd'] }),
  // @ts-expect-error nor next to one that it lists
  clicks.batches('20160909', { fields: ['offer_id', 'ipp'] }),
  // @ts-expect-error nor of a file
  file.records({ fields: ['offer_idd'] }),
  // @ts-expect-error nor in its batches
  file.batches({ fields: ['offer_idd'] }),
  // @ts-expect-error the option is no flag to turn off
  clicks.findAll('20160909', { fields: ['offer_idd'], unlisted: false }),
  // @ts-expect-error fields are a list
  clicks.findAll('20160909', { fields: 'ip' }),
  // @ts-expect-error lazy is a flag
  clicks.findAll('20160909', { lazy: 'yes' }),
  // @ts-expect-error concurrency is a number
  clicks.findAll('20160909', { concurrency: '4' }),
  // @ts-expect-error bad records cannot be handled this way
  clicks.findAll('20160909', { onBadRecord: 'ignore' }),
  // @ts-expect-error nor can missing days
  clicks.findAll('20160909', { onMissing: 'ignore' }),
  // @ts-expect-error there is no such option of conversions either
  conversions.batches('20160909', { lasy: true }),
  // @ts-expect-error there is no such log
  clicks.rawLogs,
];

export const managers = ({ rawLogs }: HasOffers, record: RecordOf<'ip', false>, lazy: RecordOf<'ip', true>): void => {
  rawLogs satisfies Record<LogType, unknown>;
  rawLogs.clicks satisfies RawLogManager<ClickColumn>;
  rawLogs.conversions satisfies RawLogManager<string>;
  rawLogs.impressions satisfies RawLogManager<string>;
  rawLogs.clicks.getLogExpirations() satisfies Observable<LogExpirations>;
  record satisfies LogRecord<'ip'>;
  lazy satisfies LazyLogRecord<'ip'>;
  ({}) satisfies FindLogsOptions & RecordsOptions & ContentOptions;
  // @ts-expect-error records are made by the library
  void new LogRecord();
};
