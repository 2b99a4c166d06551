import { describe, expect, expectTypeOf, it } from 'vitest';
import * as index from '../lib/index.js';

describe('the public names', () => {
  it('are these, and not more', () => {
    expect(Object.keys(index).sort()).toEqual(
      [
        ...['HasOffers', 'HasOffersAdvertiser', 'HasOffersAffiliate', 'createIntegrator'],
        ...['Stream', 'coerce', 'coercing', 'drainMap', 'iterate', 'poll', 'watch'],
        ...['Advertiser', 'Affiliate', 'AffiliateOffer', 'AffiliateUser', 'Conversion', 'Country', 'Goal', 'Model'],
        ...['Offer', 'OfferCategory', 'OfferFile', 'Tag', 'TagRelation'],
        ...['DateDir', 'LogFile', 'LogRecord', 'ReportStream'],
        ...['AuthenticationError', 'BufferOverflowError', 'ConnectionError', 'HasOffersError', 'HttpError'],
        ...['MaxRetriesError', 'ProtocolError', 'RateLimitError', 'RxOffersError', 'TimeoutError'],
        ...['RawLogChangedError', 'RawLogCorruptError', 'RawLogMissingError'],
      ].sort(),
    );
  });

  it('include errors of one family', () => {
    const errors = Object.entries(index).filter(([name]) => name.endsWith('Error'));
    for (const [name, error] of errors)
      expect((error as { prototype: unknown }).prototype instanceof Error, name).toBe(true);
    expect(index.RateLimitError.prototype).toBeInstanceOf(index.HasOffersError);
    expect(index.HasOffersError.prototype).toBeInstanceOf(index.RxOffersError);
  });

  it('include models of one family', () => {
    expect(index.Offer.prototype).toBeInstanceOf(index.Model);
    expect(index.TagRelation.prototype).toBeInstanceOf(index.Model);
  });

  it('include types of options and queries', () => {
    expectTypeOf<{ networkId: string; networkToken: string }>().toExtend<index.HasOffersOptions>();
    expectTypeOf<index.Managers['offers']>().toHaveProperty('findAll');
    expectTypeOf<{ limit: 3 }>().toExtend<index.FindAllQuery<{ id?: string }, 'Thing'>>();
    expectTypeOf<index.Page<string>>().toHaveProperty('pageCount');
  });

  it('include types of raw logs', () => {
    expectTypeOf<index.RawLogs['clicks']>().toEqualTypeOf<index.RawLogManager<index.ClickColumn>>();
    expectTypeOf<index.RecordOf<'ip', false>>().toEqualTypeOf<index.LogRecord<'ip'>>();
    expectTypeOf<index.RecordOf<'ip', true>>().toEqualTypeOf<index.LazyLogRecord<'ip'>>();
    expectTypeOf<index.LogRow<'ip'>>().toEqualTypeOf<{ readonly ip: string | null }>();
    expectTypeOf<ReturnType<index.LogRecord['toObject']>>().toEqualTypeOf<index.LogFields>();
    expectTypeOf<index.LogBatch<index.LogRecord>>().toHaveProperty('complete').toEqualTypeOf<boolean>();
    expectTypeOf<index.LogFile>().toExtend<index.LogFileFacts>();
    expectTypeOf<index.LogFile['type']>().toEqualTypeOf<index.LogType>();
    expectTypeOf<'201609'>().toExtend<index.LogRange>();
    expectTypeOf<index.FindLogsOptions>().toExtend<index.RecordsOptions>();
    expectTypeOf<index.RecordsOptions>().toExtend<index.ContentOptions>();
    expectTypeOf<index.ListFilesOptions>().toExtend<index.LogListOptions>();
    expectTypeOf<(bad: index.BadRecord) => void>().toExtend<index.OnBadRecord>();
    expectTypeOf<index.LogExpirations>().toHaveProperty('clicks');
    expectTypeOf<index.FollowedFile<index.LogFile>>()
      .toHaveProperty('checkpoint')
      .toEqualTypeOf<index.FollowCheckpoint>();
    expectTypeOf<index.FollowOptions>().toHaveProperty('since');
    expectTypeOf<index.FollowReport>().toHaveProperty('filename');
    expectTypeOf<index.RawLogEvent>().toExtend<index.ClientEvent>();
    expectTypeOf<index.RawLogDamage>().toHaveProperty('file');
  });
});
