import { firstValueFrom } from 'rxjs';
import type { FindLogsOptions, LogFile, LogRange, Stream } from 'rxoffers';
import { describe, expect, it } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import { csvZip, DAY, serveHours } from '../../support/raw-log-service.js';

const service = () => serveHours([csvZip(['id'], [['1']])]);

const MESSAGES: readonly [options: object | null, kind: 'TypeError' | 'RangeError', words: RegExp][] = [
  [null, 'TypeError', /: options should be a plain object/],
  [[], 'TypeError', /: options should be a plain object/],
  [{ Fields: ['id'] }, 'TypeError', /: options has no "Fields"; known: .*fields/],
  [{ fields: 'id' }, 'TypeError', /: fields should be/],
  [{ fields: [1] }, 'TypeError', /: fields should be/],
  [{ fields: [] }, 'TypeError', /: fields should name at least one column$/],
  [{ lazy: 'yes' }, 'TypeError', /: lazy should be/],
  [{ unlisted: 1 }, 'TypeError', /: unlisted should be true or false, not 1$/],
  [{ spool: 1 }, 'TypeError', /: spool should be/],
  [{ tmpdir: 7 }, 'TypeError', /: tmpdir should be a path/],
  [{ maxInflatedBytes: 0 }, 'RangeError', /: maxInflatedBytes should be an integer of at least 1, not 0/],
  [{ maxInflatedBytes: '9' }, 'TypeError', /: maxInflatedBytes should be an integer/],
  [{ onBadRecord: 'ignore' }, 'TypeError', /: onBadRecord should be 'error' or 'skip' or a function$/],
  [{ onBadRecord: true }, 'TypeError', /: onBadRecord should be/],
  [{ encoding: 'utf-8' }, 'TypeError', /: encoding should be 'utf8' or 'latin1'$/],
  [{ encoding: null }, 'TypeError', /: encoding should be/],
  [{ maxColumns: 0 }, 'RangeError', /: maxColumns should be an integer of at least 1, not 0/],
  [{ maxColumns: '57' }, 'TypeError', /: maxColumns should be an integer/],
  [{ demand: {} }, 'TypeError', /[Dd]emand should be/],
  [{ demand: { wanted: true } }, 'TypeError', /[Dd]emand should be/],
];

const RANGE_MESSAGES: typeof MESSAGES = [
  ...MESSAGES,
  [{ ordered: null }, 'TypeError', /: ordered should be/],
  [{ concurrency: 0 }, 'RangeError', /: concurrency should be an integer of at least 1, not 0/],
  [{ concurrency: 1.5 }, 'RangeError', /: concurrency should be/],
  [{ concurrency: Infinity }, 'RangeError', /: concurrency should be/],
  [{ concurrency: '4' }, 'TypeError', /: concurrency should be an integer/],
  [{ onMissing: 'ignore' }, 'TypeError', /: onMissing should be 'error' or 'skip'$/],
];

const RANGE_OPTIONS = { concurrency: 2, ordered: false, onMissing: 'skip' };
const RECORD_OPTIONS = { fields: ['id'], lazy: true, onBadRecord: 'skip', encoding: 'latin1', maxColumns: 60 };
const CONTENT_OPTIONS = { spool: true, tmpdir: '/tmp', maxInflatedBytes: 99_999 };

/** Checks that a stream ends with an error of these words, which name the call. */
const expectRefusal = async (stream: Stream<unknown>, call: string, kind: string, words: RegExp): Promise<void> => {
  const error = (await failureOf(stream)) as Error;
  expect(error.name).toBe(kind);
  expect(error.message).toMatch(words);
  if (!/demand/i.test(error.message)) expect(error.message.startsWith(`${call}: `)).toBe(true);
};

describe('wrong options of raw logs', () => {
  it('end a stream over a range with words that name the call; nothing is sent', async () => {
    const { api, calls } = await service();
    for (const type of ['clicks', 'conversions', 'impressions'] as const)
      for (const [options, kind, words] of RANGE_MESSAGES) {
        const { findAll, batches } = api.rawLogs[type];
        const wrong = options as FindLogsOptions;
        await expectRefusal(findAll(DAY, wrong), `rawLogs.${type}.findAll`, kind, words);
        await expectRefusal(batches(DAY, wrong), `rawLogs.${type}.batches`, kind, words);
      }
    expect(calls()).toEqual([]);
  });

  it('end a stream over a file, which knows no options of ranges; nothing is sent', async () => {
    const { api, calls } = await service();
    const file: LogFile = await firstValueFrom(api.rawLogs.conversions.listLogs(DAY));
    const sent = calls();
    for (const [options, kind, words] of MESSAGES) {
      await expectRefusal(file.records(options as object), 'LogFile.records', kind, words);
      await expectRefusal(file.batches(options as object), 'LogFile.batches', kind, words);
    }
    for (const [name, value] of Object.entries({ ...RANGE_OPTIONS, ...RECORD_OPTIONS })) {
      const words = new RegExp(`: options has no "${name}"`);
      await expectRefusal(file.content({ [name]: value }), 'LogFile.content', 'TypeError', words);
      if (!(name in RANGE_OPTIONS)) continue;
      await expectRefusal(file.records({ [name]: value }), 'LogFile.records', 'TypeError', words);
      await expectRefusal(file.batches({ [name]: undefined }), 'LogFile.batches', 'TypeError', words);
    }
    for (const wrong of [null, { spool: 1 }])
      await expectRefusal(file.content(wrong as object), 'LogFile.content', 'TypeError', /should be/);
    expect(calls()).toEqual(sent);
  });

  it.each(['20160931', '2016-09-09', '', 20160909, null, { from: '20160910', to: '20160909' }])(
    'include the range %j; nothing is sent',
    async (range) => {
      const { api, calls } = await service();
      const { findAll, batches } = api.rawLogs.clicks;
      for (const stream of [findAll(range as LogRange), batches(range as LogRange)])
        expect(['TypeError', 'RangeError']).toContain(((await failureOf(stream as Stream<unknown>)) as Error).name);
      expect(calls()).toEqual([]);
    },
  );
});

describe('right options of raw logs', () => {
  const all = { ...CONTENT_OPTIONS, ...RECORD_OPTIONS, ...RANGE_OPTIONS } as FindLogsOptions;

  it('may all be given, none, or be undefined', async () => {
    const { api } = await service();
    const { findAll, listLogs } = api.rawLogs.impressions;
    const none = Object.fromEntries(Object.keys(all).map((name) => [name, undefined]));
    for (const options of [all, none, {}, Object.assign(Object.create(null) as object, all), undefined])
      expect(await collect(findAll(DAY, options))).toHaveLength(1);
    const file = await firstValueFrom(listLogs(DAY));
    for (const options of [CONTENT_OPTIONS, {}, undefined])
      expect(await collect(file.content(options))).toHaveLength(1);
    for (const onBadRecord of ['error', 'skip', () => undefined] as const)
      expect(await collect(file.records({ onBadRecord }))).toHaveLength(1);
  });
});

describe('fields that the catalog does not list', () => {
  const wrong: FindLogsOptions = { fields: ['ip', 'offer_idd'] };
  const words =
    "fields should be columns that the catalog lists, not 'offer_idd'; did you mean 'offer_id'? Other names need { unlisted: true }";

  it('are refused where the columns of the log are known, and nothing is sent', async () => {
    const { api, calls } = await service();
    const { findAll, batches } = api.rawLogs.clicks;
    expect(await failureOf(findAll(DAY, wrong))).toEqual(new TypeError(`rawLogs.clicks.findAll: ${words}`));
    expect(await failureOf(batches(DAY, wrong))).toEqual(new TypeError(`rawLogs.clicks.batches: ${words}`));
    expect(calls).toHaveLength(0);
  });

  it('are refused for a single file too', async () => {
    const { api } = await service();
    const file = await firstValueFrom(api.rawLogs.clicks.listFiles(DAY));
    expect(await failureOf(file.records(wrong))).toEqual(new TypeError(`LogFile.records: ${words}`));
    expect(await failureOf(file.batches(wrong))).toEqual(new TypeError(`LogFile.batches: ${words}`));
  });

  it('are read with `unlisted`, and where no column is known', async () => {
    const { api } = await serveHours([csvZip(['ip', 'brand_new'], [['1.2.3.4', 'x']])]);
    const { clicks, conversions } = api.rawLogs;
    const fields = ['ip', 'brand_new'] as const;
    const row = { ip: '1.2.3.4', brand_new: 'x' };
    expect(await collect(clicks.findAll(DAY, { fields, unlisted: true }))).toMatchObject([row]);
    expect(await collect(conversions.findAll(DAY, { fields }))).toMatchObject([row]);
  });
});
