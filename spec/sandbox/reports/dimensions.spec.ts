import { describe, expect, it } from 'vitest';
import { conversionDimension, logDimension, needsTexts } from '../../../lib/sandbox/reports/dimensions.js';
import { rowFacts } from '../../../lib/sandbox/raw-logs/row-facts.js';
import { rowReader } from '../../../lib/sandbox/raw-logs/row-writer.js';
import { COLUMNS } from '../../../lib/sandbox/raw-logs/options.js';
import { COUNTS, entryOf } from '../raw-logs/raw-log-call.js';
import { conversionRow } from './report-call.js';

const facts = rowFacts(entryOf(), { seed: 1, counts: COUNTS, quirks: 0 })(3);
const written = rowReader(COLUMNS.clicks)(facts);

describe('logDimension', () => {
  it.each([
    ['offer_id', 'offer_id'],
    ['affiliate_manager_id', 'affiliate_manager_id'],
    ['source', 'affiliate_source'],
    ['affiliate_info', 'affiliate_sub1'],
    ['affiliate_info4', 'affiliate_sub4'],
    ['currency', 'currency'],
    ['country_code', 'country_code'],
    ['device_brand', 'device_brand'],
    ['datetime', 'datetime'],
  ])('reads %s as %s stands in the file', (name, cell) => {
    expect(logDimension('clicks', name)(facts)).toBe(written[cell]);
    expect(written[cell]).toBeTypeOf('string');
  });

  it('cuts times down to the hour', () => {
    expect(logDimension('clicks', 'hour')(facts)).toBe('2016-09-09 09');
  });

  it('has 0 for ids that the file leaves empty or has no column for, null for the rest', () => {
    const read = (type: 'clicks' | 'impressions', name: string) => logDimension(type, name)(facts);
    expect([read('clicks', 'ad_campaign_id'), read('impressions', 'goal_id')]).toEqual(['0', '0']);
    expect([read('impressions', 'device_os'), read('clicks', 'conversion_status')]).toEqual([null, null]);
  });
});

describe('needsTexts', () => {
  it('is so for the one that comes from them: without them all others are the same', () => {
    const plain = rowFacts(entryOf(), { seed: 1, counts: COUNTS, quirks: 0, texts: false })(3);
    const { transaction, sub4, ...others } = facts;
    expect(plain).toEqual({ ...others, transaction: '', sub4: '' });
    expect([transaction, sub4]).not.toContain('');
    expect([needsTexts(['offer_id', 'affiliate_info4']), needsTexts(['offer_id', 'affiliate_info'])]).toEqual([
      ...[true, false],
    ]);
  });
});

describe('conversionDimension', () => {
  const row = conversionRow({ creative_url_id: '', affiliate_info1: 'one', ad_id: '', sale_amount: 2, source: null });
  it.each([
    ['offer_id', '1'],
    ['hour', '2024-03-01 08'],
    ['datetime', '2024-03-01 08:30:00'],
    ['offer_url_id', '0'],
    ['affiliate_info', 'one'],
    ['conversion_status', 'approved'],
    ['source', null],
    ['ad_id', ''],
    ['sale_amount', '2'],
    ['nothing', null],
    ['constructor', null],
  ])('%s is %j', (name, value) => {
    expect(conversionDimension(row, name)).toBe(value);
  });

  it('has no hour without a time', () => {
    expect(conversionDimension({ datetime: null }, 'hour')).toBeNull();
  });
});
