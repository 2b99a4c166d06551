import { Affiliate, AffiliateUser, HasOffersError, OfferFile, RxOffersError } from 'rxoffers';
import { describe, expect, it } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi, Refusal } from '../../support/recorded-api.js';

const row = { Affiliate: { id: '80', company: 'Test Company' } };
const user = { AffiliateUser: { id: '5', email: 'a@example.com', affiliate_id: '80' } };
const file = { OfferFile: { id: '9', account_id: '80', filename: 'a.png' }, CreativeCode: 'http://www.example.com' };

describe('api.affiliates', () => {
  it('sends the generic calls to Affiliate', async () => {
    const { api, lines } = await recordedApi([row, row, row, row, { 80: row }, ['80']]);
    const { create, update, findById, findAll, findAllIds } = api.affiliates;
    await collect(create({ company: 'Test Company' }));
    await collect(update('80', { region: 'Ohio' }));
    await collect(api.affiliates.delete(80));
    await collect(findById(80));
    await collect(findAll({ filters: { id__gt: 3 }, limit: 1 }));
    await collect(findAllIds());
    expect(lines()).toEqual([
      'Affiliate.create?data[company]=Test Company',
      'Affiliate.update?id=80&data[region]=Ohio',
      'Affiliate.update?id=80&data[status]=deleted',
      'Affiliate.findById?id=80',
      'Affiliate.findAll?filters[id][GREATER_THAN]=3&limit=1&page=1',
      'Affiliate.findAllIds',
    ]);
  });

  it('blocks without a reason, or with one', async () => {
    const { api, lines } = await recordedApi([true]);
    await collect(api.affiliates.block(3));
    await collect(api.affiliates.block(3, 'why'));
    expect(lines()).toEqual(['Affiliate.block?id=3', 'Affiliate.block?id=3&reason=why']);
  });

  it('emits the files of an offer with creative codes, requested from Offer', async () => {
    const data = { current: 0, count: 1, pageCount: 1, data: { 9: file } };
    const { api, lines } = await recordedApi([data]);
    const [found] = await collect(api.affiliates.getOfferFilesWithCreativeCode(82, 44));
    expect(found).toBeInstanceOf(OfferFile);
    expect(found?.creativeCode).toBe('http://www.example.com');
    expect(lines()).toEqual(['Offer.getOfferFilesWithCreativeCode?affiliate_id=82&offer_id=44']);
  });

  it('prints an affiliate by its id', async () => {
    const { api } = await recordedApi([row]);
    expect(String((await collect(api.affiliates.findById(80)))[0])).toBe('Affiliate: 80');
  });
});

describe('an affiliate created with its user', () => {
  it('takes two calls in order, and is what is emitted', async () => {
    const { api, lines } = await recordedApi([row, user]);
    const made = await collect(api.affiliates.createWithUser({ email: 'a@example.com' }, { company: 'Test Company' }));
    expect(made).toHaveLength(1);
    expect(made[0]).toBeInstanceOf(Affiliate);
    expect(lines()).toEqual([
      'Affiliate.create?data[company]=Test Company',
      'AffiliateUser.create?data[affiliate_id]=80&data[email]=a@example.com',
    ]);
  });

  it('keeps passwords out of the URL', async () => {
    const { api, calls } = await recordedApi([row, user]);
    await collect(api.affiliates.createWithUser({ password: 'hunter2' }, { company: 'x' }));
    expect(calls.map(({ verb, url }) => verb + url)).toEqual(['POST/Apiv3/json', 'POST/Apiv3/json']);
  });

  it('gives the user to this affiliate, whatever the user says', async () => {
    const { api, lines } = await recordedApi([row, user]);
    await collect(api.affiliates.createWithUser({ email: 'a', affiliate_id: '1' }, { company: 'x' }));
    expect(lines()[1]).toBe('AffiliateUser.create?data[affiliate_id]=80&data[email]=a');
  });

  it('says that the affiliate exists, and its id, when the user is refused', async () => {
    const { api } = await recordedApi([row, new Refusal('Email is taken')]);
    const error = await failureOf(api.affiliates.createWithUser({ email: 'a' }, { company: 'x' }));
    expect(error).toBeInstanceOf(RxOffersError);
    expect((error as Error).message).toBe('Affiliate 80 was created, but its user was not: Email is taken');
    expect((error as Error).cause).toBeInstanceOf(HasOffersError);
  });

  it('creates no user when the affiliate is refused', async () => {
    const { api, calls } = await recordedApi([new Refusal('No')]);
    expect(await failureOf(api.affiliates.createWithUser({ email: 'a' }, { company: 'A' }))).toBeInstanceOf(
      HasOffersError,
    );
    expect(calls).toHaveLength(1);
  });

  it('goes on from a bare id, and stops at an answer without one', async () => {
    const short = await recordedApi(['81', user]);
    await collect(short.api.affiliates.createWithUser({ email: 'a' }, { company: 'A' }));
    expect(short.lines()[1]).toContain('data[affiliate_id]=81');
    const odd = await recordedApi([true, user]);
    expect(String(await failureOf(odd.api.affiliates.createWithUser({ email: 'a' }, { company: 'A' })))).toContain(
      'was created',
    );
    expect(odd.calls).toHaveLength(1);
  });

  it('refuses a wrong user before there is an affiliate', async () => {
    const { api, calls } = await recordedApi([row]);
    for (const wrong of [null, 'a', [], { email: new Map() }])
      expect(await failureOf(api.affiliates.createWithUser(wrong as never, { company: 'A' }))).toBeInstanceOf(
        TypeError,
      );
    expect(calls).toHaveLength(0);
  });
});

describe('an affiliate', () => {
  it('finds its first user, or null', async () => {
    const { api, lines } = await recordedApi([{ 5: user }, []]);
    const affiliate = new Affiliate(api.affiliates, { id: '80' });
    expect((await collect(affiliate.user()))[0]).toBeInstanceOf(AffiliateUser);
    expect(await collect(affiliate.user())).toEqual([null]);
    expect(lines()[0]).toBe('AffiliateUser.findAll?filters[affiliate_id]=80&limit=1&page=1');
    expect(lines()).toHaveLength(2);
    const { api: refusing } = await recordedApi([new Refusal('No')]);
    expect(await failureOf(new Affiliate(refusing.affiliates, { id: '80' }).user())).toMatchObject({ message: 'No' });
  });

  it('finds its files by account', async () => {
    const { api, lines } = await recordedApi([{ page: 1, current: 1, count: 1, pageCount: 1, data: { 9: file } }]);
    const affiliate = new Affiliate(api.affiliates, { id: '82' });
    expect((await collect(affiliate.files.findAll()))[0]).toBeInstanceOf(OfferFile);
    expect(lines()).toEqual(['OfferFile.findAll?filters[account_id]=82&limit=500&page=1']);
  });

  it('does what its manager does, with its own id', async () => {
    const { api, lines } = await recordedApi([row]);
    const affiliate = new Affiliate(api.affiliates, { id: '80' });
    await collect(affiliate.update({ region: 'Ohio' }));
    await collect(affiliate.delete());
    await collect(affiliate.block('why'));
    await collect(affiliate.getOfferFilesWithCreativeCode(44));
    expect(lines()).toEqual([
      'Affiliate.update?id=80&data[region]=Ohio',
      'Affiliate.update?id=80&data[status]=deleted',
      'Affiliate.block?id=80&reason=why',
      'Offer.getOfferFilesWithCreativeCode?affiliate_id=80&offer_id=44',
    ]);
  });

  it('without an id, sends nothing: the call would mean something else', async () => {
    const { api, calls } = await recordedApi([row]);
    const stranger = new Affiliate(api.affiliates, { company: 'x' });
    for (const stream of [
      stranger.update({ region: 'x' }),
      stranger.user(),
      stranger.files.findAll(),
      stranger.files.count(),
    ])
      expect(await failureOf(stream)).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
  });
});
