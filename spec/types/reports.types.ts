// Compiled, never run: how users request reports, and what must not compile.
import type { Observable } from 'rxjs';
import type { AdvertiserReports, AffiliateReports, Demand, Reports, Stream } from 'rxoffers';

type Cell = string | null;
type January = ['2026-01-01', '2026-01-31'];

export const rows = async (reports: Reports): Promise<void> => {
  const report = reports.getStats({ fields: ['Stat.clicks', 'Offer.name', 'Stat.payout'] });
  report satisfies Stream<{
    readonly Stat: { readonly clicks: Cell; readonly payout: Cell };
    readonly Offer: { readonly name: Cell };
  }>;
  for await (const row of report) {
    row.Stat.clicks satisfies Cell;
    row.Offer.name satisfies Cell;
    row.Stat['payout@EUR'] satisfies Cell | undefined;
    // @ts-expect-error this column was not requested
    void row.Stat.revenue;
    // @ts-expect-error nor anything of this model
    void row.Affiliate;
    // @ts-expect-error names are those of another model
    void row.Offer.clicks;
    // @ts-expect-error a cell may be null
    row.Stat.clicks satisfies string;
    // @ts-expect-error a cell is a string unless `coerce` says otherwise
    row.Stat.clicks satisfies number | null;
    // @ts-expect-error a count has no currency
    void row.Stat['clicks@EUR'];
    // @ts-expect-error an amount in another currency need not be there
    row.Stat['payout@EUR'] satisfies Cell;
    // @ts-expect-error a row is not changed
    row.Stat.clicks = '3';
  }
  for await (const { items, page, totals, range, pageCount } of report.pages) {
    items[0]?.Stat.clicks satisfies Cell | undefined;
    page satisfies number;
    pageCount satisfies number | undefined;
    range?.from satisfies string | undefined;
    totals?.Stat?.clicks satisfies Cell | undefined;
    // @ts-expect-error totals are there when requested
    void totals.Stat;
    // @ts-expect-error this column was not requested
    void items[0]?.Stat.revenue;
  }
  report.totals$ satisfies Observable<{ readonly Stat?: { readonly clicks?: Cell; readonly payout?: Cell } }>;
  report.totals$.subscribe((totals) => {
    totals.Stat?.payout satisfies Cell | undefined;
    totals.Stat?.['payout@EUR'] satisfies Cell | undefined;
    // @ts-expect-error names have no sum
    void totals.Offer;
    // @ts-expect-error the service may have none
    void totals.Stat.payout;
  });
};

export const coerced = async (reports: Reports): Promise<void> => {
  const query = { fields: ['Stat.clicks', 'Stat.payout', 'Stat.date', 'Offer.display_advertiser'] } as const;
  for await (const { Stat, Offer } of reports.getStats({ ...query, coerce: true })) {
    Stat.clicks satisfies number | string | null;
    Stat.payout satisfies Cell;
    Stat.date satisfies Cell;
    Offer.display_advertiser satisfies boolean | string | null;
    // @ts-expect-error it is a number now
    Stat.clicks satisfies Cell;
  }
  for await (const { Stat } of reports.getStats({ ...query, coerce: { decimal: 'number', strict: true } })) {
    Stat.clicks satisfies number | null;
    Stat.payout satisfies number | null;
    Stat['payout@EUR'] satisfies number | null | undefined;
    // @ts-expect-error it is a number now
    Stat.payout satisfies Cell;
  }
  for await (const { Stat } of reports.getStats({
    ...query,
    coerce: { date: (text: string) => new Date(text), strict: true },
  }))
    Stat.date satisfies Date | null;
  for await (const { Stat } of reports.getStats({ ...query, coerce: false })) Stat.clicks satisfies Cell;
};

export const groups = async (reports: Reports): Promise<void> => {
  const query = { fields: ['Stat.clicks'], groups: ['Stat.offer_id', 'Offer.name'] } as const;
  for await (const { Stat, Offer } of reports.getStats(query)) {
    Stat.offer_id satisfies Cell;
    Offer.name satisfies Cell;
    // @ts-expect-error neither asked for nor grouped by
    Stat.payout satisfies Cell;
  }
  for await (const { Stat } of reports.getStats({ fields: ['Stat.clicks'] })) {
    // @ts-expect-error not asked for
    Stat.offer_id satisfies Cell;
  }
};

export const queries = (reports: Reports, demand: Demand, days: January): unknown[] => [
  reports.getStats({
    fields: ['Stat.clicks', 'Offer.name'],
    groups: ['Stat.offer_id'],
    filters: {
      'Stat.offer_id': [1, '2', 3n],
      'Stat.payout__gt': 3,
      'Stat.date__between': ['2026-01-01', '2026-01-31'],
    },
    connector: 'AND',
    sort: ['-Stat.clicks', 'Offer.name'],
    totals: true,
    currency: 'EUR',
    hourOffset: -3,
    count: true,
    limit: 10,
    pageSize: 100,
    prefetch: 0,
    concurrency: 2,
    demand,
    params: { internal: 1 },
  }),
  reports.getStats({ fields: ['Stat.clicks'], dataStart: '2026-01-01', dataEnd: '2026-01-31', split: { days: 7 } }),
  reports.getStats({ fields: ['Stat.clicks'], split: false }),
  reports.getStats({ fields: ['Stat.clicks'], filters: { 'Stat.date__between': days }, sort: '-Stat.date' }),
  reports.getStats({ fields: ['Stat.clicks'], filters: { 'Stat.date': { conditional: 'BETWEEN', values: days } } }),
  reports.getStats({
    fields: ['Stat.clicks'],
    filters: { 'Stat.date': '2026-01-01', 'Offer.display_advertiser': true },
  }),
  reports.getStats({ fields: ['Stat.clicks'], filters: { 'Stat.source__like': 'a%', 'Stat.source__not_null': true } }),
  reports.getStats({ fields: ['Stat.clicks'], filters: { 'Stat.clicks': { conditional: 'LESS_THAN', values: 3 } } }),
  reports.getStats({ fields: ['Stat.clicks'], filters: { 'Stat.source': { conditional: 'NULL' } } }),
  reports.getConversions({
    fields: ['Stat.id', 'ConversionMeta.note'],
    filters: { 'Stat.conversion_status': ['approved'] },
  }),
  reports.getConversions({
    fields: ['Stat.datetime'],
    filters: { 'Stat.datetime__gte': '2026-01-01 00:00:00' },
    page: 2,
  }),
  reports.getManagerCommissions({ fields: ['Stat.commission_amount'], sort: null }),

  reports.getStats({
    fields: ['Stat.clicks'],
    filters: { 'Stat.date': '2026-01-01', or: [{ 'Stat.offer_id': [1, 2] }, { 'Stat.payout__gt': 3 }] },
  }),

  reports.getStats({ fields: ['Stat.clicks', 'Stat.brand_new'] }, { unlisted: true }) satisfies Stream<{
    readonly Stat: { readonly clicks: Cell; readonly brand_new: Cell };
  }>,

  // @ts-expect-error the option is no flag to turn off
  reports.getStats({ fields: ['Stat.brand_new'] }, { unlisted: false }),
  // @ts-expect-error there is no such column in an alternative
  reports.getStats({ fields: ['Stat.clicks'], filters: { or: [{ 'Stat.click': 3 }] } }),
  // @ts-expect-error a report needs fields
  reports.getStats({}),
  // @ts-expect-error and a query
  reports.getStats(),
  // @ts-expect-error there is no such column
  reports.getStats({ fields: ['Stat.click'] }),
  // @ts-expect-error columns have their model in front
  reports.getStats({ fields: ['clicks'] }),
  // @ts-expect-error a column of conversions alone
  reports.getStats({ fields: ['Stat.pixel_refer'] }),
  // @ts-expect-error a column of statistics alone
  reports.getConversions({ fields: ['Stat.ctr'] }),
  // @ts-expect-error commissions have few columns
  reports.getManagerCommissions({ fields: ['Stat.clicks'] }),
  // @ts-expect-error fields are a list
  reports.getStats({ fields: 'Stat.clicks' }),
  // @ts-expect-error there is no such group
  reports.getStats({ fields: ['Stat.clicks'], groups: ['offer_id'] }),
  // @ts-expect-error there is no such operator
  reports.getStats({ fields: ['Stat.clicks'], filters: { 'Stat.clicks__above': 3 } }),
  // @ts-expect-error there is no such column
  reports.getStats({ fields: ['Stat.clicks'], filters: { 'Stat.click__gt': 3 } }),
  // @ts-expect-error an operator takes one value
  reports.getStats({ fields: ['Stat.clicks'], filters: { 'Stat.clicks__gt': [3] } }),
  // @ts-expect-error between takes two
  reports.getStats({ fields: ['Stat.clicks'], filters: { 'Stat.clicks__between': 3 } }),
  // @ts-expect-error not three
  reports.getStats({ fields: ['Stat.clicks'], filters: { 'Stat.clicks__between': [1, 2, 3] } }),
  // @ts-expect-error a day is a string
  reports.getStats({ fields: ['Stat.clicks'], filters: { 'Stat.date': 20_260_101 } }),
  // @ts-expect-error an id is not a flag
  reports.getStats({ fields: ['Stat.clicks'], filters: { 'Stat.offer_id': true } }),
  // @ts-expect-error a flag is not a word
  reports.getStats({ fields: ['Stat.clicks'], filters: { 'Offer.display_advertiser': 'yes' } }),
  // @ts-expect-error null would widen the query
  reports.getStats({ fields: ['Stat.clicks'], filters: { 'Stat.offer_id': null } }),
  // @ts-expect-error so would undefined
  reports.getStats({ fields: ['Stat.clicks'], filters: { 'Stat.offer_id': undefined } }),
  // @ts-expect-error there is no such conditional
  reports.getStats({ fields: ['Stat.clicks'], filters: { 'Stat.clicks': { conditional: 'ABOVE', values: 3 } } }),
  // @ts-expect-error BETWEEN takes two
  reports.getStats({ fields: ['Stat.clicks'], filters: { 'Stat.clicks': { conditional: 'BETWEEN', values: 3 } } }),
  // @ts-expect-error LIKE needs a value
  reports.getStats({ fields: ['Stat.clicks'], filters: { 'Stat.source': { conditional: 'LIKE' } } }),
  // @ts-expect-error there is no such connector
  reports.getStats({ fields: ['Stat.clicks'], connector: 'or' }),
  // @ts-expect-error there is no such column to sort by
  reports.getStats({ fields: ['Stat.clicks'], sort: '-Stat.click' }),
  // @ts-expect-error descending has a minus in front
  reports.getStats({ fields: ['Stat.clicks'], sort: 'Stat.clicks desc' }),
  // @ts-expect-error conditions go under filters
  reports.getStats({ fields: ['Stat.clicks'], 'Stat.offer_id': 3 }),
  // @ts-expect-error the service's names of options are not ours
  reports.getStats({ fields: ['Stat.clicks'], data_start: '2026-01-01' }),
  reports.getStats({
    fields: ['Stat.clicks'],
    dataStart: new Date(),
    filters: { 'Stat.date__gte': new Date(), 'Stat.datetime__between': ['2026-01-01 06:00:00', new Date()] },
  }),
  // @ts-expect-error a payout is not a time
  reports.getStats({ fields: ['Stat.clicks'], filters: { 'Stat.payout__gt': new Date() } }),
  // @ts-expect-error a day is a string or a Date
  reports.getStats({ fields: ['Stat.clicks'], dataStart: Date.now() }),
  // @ts-expect-error hours are a number
  reports.getStats({ fields: ['Stat.clicks'], hourOffset: '3' }),
  // @ts-expect-error days are a number
  reports.getStats({ fields: ['Stat.clicks'], split: { days: '7' } }),
  // @ts-expect-error totals are requested or not
  reports.getStats({ fields: ['Stat.clicks'], totals: 1 }),
  // @ts-expect-error there is no such option of coerce
  reports.getStats({ fields: ['Stat.clicks'], coerce: { decimals: 'number' } }),
  // @ts-expect-error a currency is a code
  reports.getStats({ fields: ['Stat.clicks'], currency: 978 }),
  // @ts-expect-error there is no such report
  reports.getStatistics,
];

export const open = (reports: Reports, advertiser: AdvertiserReports): void => {
  // The catalog has no list of these columns: any will do, and the row has just these.
  const report = reports.getModSummaryLogs({
    fields: ['Stat.date', 'Stat.brand_new', 'Employee.full_name'],
    filters: { 'Stat.brand_new__between': [1, 2], 'Stat.date__gte': '2026-01-01', 'Stat.other': ['a'] },
    sort: '-Stat.brand_new',
  });
  report.subscribe(({ Stat, Employee }) => {
    Stat.brand_new satisfies Cell;
    Employee.full_name satisfies Cell;
    // @ts-expect-error this column was not requested
    void Stat.other;
    // @ts-expect-error nor anything of this model
    void Employee.id;
  });
  // A name that another report lists holds the same here.
  advertiser.getStats({ fields: ['Stat.clicks', 'Stat.brand_new'], coerce: { strict: true } }).subscribe(({ Stat }) => {
    Stat.clicks satisfies number | null;
    Stat.brand_new satisfies Cell;
    // @ts-expect-error it is a number now
    Stat.clicks satisfies Cell;
  });
  // @ts-expect-error columns have their model in front, also where they are not known
  reports.getReferrals({ fields: ['company'] });
  // @ts-expect-error null would widen the query
  reports.getReferrals({ fields: ['Affiliate.company'], filters: { 'Affiliate.company': null } });
};

export const others = (affiliate: AffiliateReports, advertiser: AdvertiserReports): unknown[] => [
  affiliate.getStats({ fields: ['Stat.affiliate_info', 'Browser.id'] }),
  affiliate.getConversions({ fields: ['Stat.conversion_payout'] }),
  affiliate.getAffiliateCommissions({ fields: ['ReferredAffiliate.company', 'Stat.amount'] }),
  affiliate.getAffiliateReferrals({ fields: ['Affiliate.company'] }),
  advertiser.getConversions({ fields: ['Stat.payout'] }),
  // @ts-expect-error affiliates do not see revenue
  affiliate.getStats({ fields: ['Stat.revenue'] }),
  // @ts-expect-error nor managers' commissions
  affiliate.getManagerCommissions,
  // @ts-expect-error nor have advertisers these
  advertiser.getAffiliateCommissions,
];

export const dynamic = async (reports: Reports, fields: `${string}.${string}`[]): Promise<void> => {
  for await (const row of reports.getSubscriptions({ fields })) row['Stat']?.['payout'] satisfies Cell | undefined;
};
