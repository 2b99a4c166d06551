import { describe, expect, it } from 'vitest';
import { HasOffers, HasOffersAdvertiser, HasOffersAffiliate } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi } from '../../support/recorded-api.js';

const NIGHT = new Date('2026-03-01T03:04:05.678Z');
const UTC_TIME = '2026-03-01 03:04:05';
const PARIS_TIME = '2026-03-01 04:04:05';
const NEW_YORK_TIME = '2026-02-28 22:04:05';
const PAGE = 'limit=500&page=1';

const inZone = (timeZone?: string) => recordedApi([[]], timeZone === undefined ? {} : { timeZone });

describe('a Date in a filter', () => {
  it.each([
    [undefined, UTC_TIME],
    ['UTC', UTC_TIME],
    ['Europe/Paris', PARIS_TIME],
    ['America/New_York', NEW_YORK_TIME],
    ['-05:00', NEW_YORK_TIME],
  ])("is sent as the wall time of the client's zone: %s", async (zone, time) => {
    const { api, lines } = await inZone(zone);
    await collect(api.conversions.findAll({ filters: { datetime__gte: NIGHT } }));
    await collect(api.controller('Conversion').findAll({ filters: { datetime__gte: NIGHT } }));
    await collect(api.call('Conversion', 'findAll', { filters: { 'Conversion.datetime__gte': NIGHT } }));
    expect(lines()).toEqual([
      `Conversion.findAll?filters[datetime][GREATER_THAN_OR_EQUAL_TO]=${time}&${PAGE}`,
      `Conversion.findAll?filters[datetime][GREATER_THAN_OR_EQUAL_TO]=${time}&${PAGE}`,
      `Conversion.findAll?filters[Conversion.datetime][GREATER_THAN_OR_EQUAL_TO]=${time}&${PAGE}`,
    ]);
  });

  it('may be in a list, under OR, and in the form of the service', async () => {
    const { api, lines } = await inZone('+01:00');
    await collect(api.conversions.findAll({ filters: { datetime: [NIGHT, new Date(0)] } }));
    await collect(api.conversions.findAll({ filters: { datetime: NIGHT, status: 'approved' }, connector: 'OR' }));
    await collect(api.call('Conversion', 'findAll', { filters: { datetime: { LESS_THAN: NIGHT } } } as never));
    await collect(api.conversions.findAll({ filters: { datetime: new Set([NIGHT]) } } as never));
    expect(lines()).toEqual([
      `Conversion.findAll?filters[datetime][]=${PARIS_TIME}&filters[datetime][]=1970-01-01 01:00:00&${PAGE}`,
      `Conversion.findAll?filters[OR][datetime]=${PARIS_TIME}&filters[OR][status]=approved&${PAGE}`,
      `Conversion.findAll?filters[datetime][LESS_THAN]=${PARIS_TIME}&${PAGE}`,
      `Conversion.findAll?filters[datetime][]=${PARIS_TIME}&${PAGE}`,
    ]);
  });

  it('is a day where the field holds one, in the zone of the client', async () => {
    const { api, lines } = await inZone('America/New_York');
    const invoices = { filters: { start_date__gte: NIGHT, datetime__lt: NIGHT } };
    await collect(api.call('AffiliateBilling', 'findAllInvoices', invoices as never));
    await collect(api.controller('AdManager').getUsage({ start_date: NIGHT, end_date: '2026-03-31' }));
    expect(lines()).toEqual([
      `AffiliateBilling.findAllInvoices?filters[start_date][GREATER_THAN_OR_EQUAL_TO]=2026-02-28` +
        `&filters[datetime][LESS_THAN]=${NEW_YORK_TIME}&${PAGE}`,
      'AdManager.getUsage?start_date=2026-02-28&end_date=2026-03-31',
    ]);
  });

  it('is in UTC where the field says so in its name', async () => {
    const { api, lines } = await inZone('America/New_York');
    await collect(api.offers.findAllIds({ filters: { create_date_utc__gt: NIGHT, expiration_date__gt: NIGHT } }));
    expect(lines()).toEqual([
      `Offer.findAllIds?filters[create_date_utc][GREATER_THAN]=${UTC_TIME}` +
        `&filters[expiration_date][GREATER_THAN]=${NEW_YORK_TIME}`,
    ]);
  });

  it('of another realm is one too', async () => {
    const { runInNewContext } = await import('node:vm');
    const { api, lines } = await inZone();
    const foreign = runInNewContext('new Date(0)') as Date;
    await collect(api.offers.findAllIds({ filters: { expiration_date: foreign } }));
    expect(lines()[0]).toContain('=1970-01-01 00:00:00');
  });
});

describe('a Date in data', () => {
  it("is sent as the wall time of the client's zone, at any depth", async () => {
    const { api, lines } = await inZone('Europe/Paris');
    const data = { expiration_date: NIGHT, changes: [{ at: NIGHT }], days: [NIGHT], start_date: NIGHT };
    await collect(api.offers.update(5, data as never));
    await collect(api.offers.create(data as never));
    const wire =
      `data[expiration_date]=${PARIS_TIME}&data[changes][0][at]=${PARIS_TIME}&data[days][]=${PARIS_TIME}` +
      '&data[start_date]=2026-03-01';
    expect(lines()).toEqual([`Offer.update?id=5&${wire}`, `Offer.create?${wire}`]);
  });

  it('may be a parameter of its own', async () => {
    const { api, lines } = await inZone('Europe/Paris');
    const clicks = { datetime: NIGHT, affiliate_id: 1, action: 'add', quantity: 1, offer_id: 2 };
    await collect(api.controller('Affiliate').adjustAffiliateClicks(clicks));
    expect(lines()[0]).toContain(`datetime=${PARIS_TIME}&affiliate_id=1`);
  });

  it('may be the value of one field', async () => {
    const { api, lines } = await inZone('Europe/Paris');
    for (const field of ['expiration_date', 'agreed_terms_and_conditions', 'create_date_utc'])
      await collect(api.call('Offer', 'updateField', { id: 5, field, value: NIGHT } as never));
    expect(lines().map((line) => line.split('&value=')[1])).toEqual([PARIS_TIME, '2026-03-01', UTC_TIME]);
  });
});

describe('a Date in conversions that change', () => {
  it("is the wall time of the client's zone, as in a filter", async () => {
    const { api, lines } = await inZone('Europe/Paris');
    await collect(api.conversions.findUpdated({ since: NIGHT, until: new Date('2026-03-02T00:00:00Z') }));
    expect(lines()).toEqual([
      `Conversion.findUpdatedConversions?start_date=${PARIS_TIME}&end_date=2026-03-02 01:00:00`,
    ]);
  });
});

describe('a Date that has no form on the wire', () => {
  const wrong = [new Date(NaN), new Date(8.64e15), new Date(-8.64e15)];

  it('is a RangeError that names it, and nothing is sent', async () => {
    const { api, lines } = await inZone('Europe/Paris');
    for (const date of wrong)
      for (const call of [
        api.conversions.findAll({ filters: { datetime__gte: date } }),
        api.conversions.findAll({ filters: { datetime: [NIGHT, date] } }),
        api.conversions.count({ filters: { datetime: date } }),
        api.offers.update(5, { expiration_date: date }),
        api.call('Offer', 'create', { data: { x: [date] } } as never),
        api.call('Unknown', 'thing', { when: date }, { raw: true, unlisted: true }),
        api.conversions.findUpdated({ since: date }),
        api.conversions.sync({ since: date }),
        api.reports.getStats({ fields: ['Stat.clicks'], filters: { 'Stat.datetime__gte': date } }),
        api.reports.getStats({ fields: ['Stat.clicks'], dataStart: date }),
      ]) {
        const failure = await failureOf(call);
        expect(failure).toBeInstanceOf(RangeError);
        expect((failure as Error).message).toMatch(/^[\w.]+: .* should be a (valid Date|Date of the years 1 to 9999)$/);
      }
    expect(lines()).toEqual([]);
  });

  it('is not an id', async () => {
    const { api, lines } = await inZone();
    expect(await failureOf(api.offers.findById(NIGHT as never))).toBeInstanceOf(TypeError);
    expect(lines()).toEqual([]);
  });
});

describe('the option timeZone', () => {
  const base = { networkId: 'net' };
  const clients: readonly ((timeZone: unknown) => { close(): Promise<void> })[] = [
    (timeZone) => new HasOffers({ ...base, networkToken: 'x', timeZone } as never),
    (timeZone) => new HasOffersAffiliate({ ...base, apiKey: 'x', timeZone } as never),
    (timeZone) => new HasOffersAdvertiser({ ...base, apiKey: 'x', timeZone } as never),
  ];

  it('is refused by every client when there is no such zone', () => {
    for (const create of clients) {
      for (const zone of ['', 'Mars/Olympus', 'local', '+25:00', '+1', '+02:60', '+2:00', 'UTC+2', '02:00', ' UTC'])
        expect(() => create(zone), zone).toThrow(RangeError);
      for (const zone of [null, 2, new Date(), {}]) expect(() => create(zone)).toThrow(TypeError);
    }
    expect(() => clients[0]?.('Mars/Olympus')).toThrow(
      "HasOffers: timeZone should be the name of a time zone such as 'Europe/Prague', or an offset such as '+02:00', not 'Mars/Olympus'",
    );
  });

  it('may be undefined, which is UTC', async () => {
    for (const create of clients) await create(undefined).close();
  });
});
