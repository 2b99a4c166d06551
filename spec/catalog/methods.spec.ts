import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  hasTarget,
  isPagedList,
  isRead,
  methodNames,
  methodOf,
  ownModel,
  targetNames,
} from '../../lib/catalog/methods.js';

describe('the facts about a method', () => {
  it('name the model of its rows and say whether it is paged', () => {
    expect(methodOf('AdManager', 'findAllCampaigns')).toEqual({
      ...{ kind: 'page', model: 'AdCampaign', isRead: true, isPaged: true, required: [] },
    });
    expect(methodOf('Offer', 'getOfferFilesWithCreativeCode')).toMatchObject({ model: 'OfferFile', isPaged: false });
  });

  it('say which lists reply with pages and take no limit and page, as the docs do', () => {
    const whole = targetNames().flatMap((target) =>
      methodNames(target)
        .filter((name) => methodOf(target, name)?.kind === 'page' && !isPagedList(target, name))
        .map((name) => `${target}.${name}`),
    );
    expect(whole).toHaveLength(7);
    const docs = readFileSync(new URL('../../docs/whole-api.md', import.meta.url), 'utf8');
    for (const name of whole) expect(docs).toContain(`.${name.split('.')[1]}\``);
  });

  it('name the model of the target itself, also for the targets of affiliates and advertisers', () => {
    expect(methodOf('Offer', 'findAll')?.model).toBe('Offer');
    expect(methodOf('Affiliate_Offer', 'findAll')?.model).toBe('Offer');
    expect(['Advertiser_Report', 'AffiliateUser'].map(ownModel)).toEqual(['Report', 'AffiliateUser']);
  });

  it('list the required parameters, except for limit and page, which the stream sets', () => {
    expect(methodOf('Offer', 'setPayout')).toMatchObject({ isRead: false, required: ['id', 'affiliate_id'] });
    expect(methodOf('Offer', 'simpleFind')?.required).toEqual([]);
  });
});

describe('a target', () => {
  it('has methods', () => {
    expect(hasTarget('Tag')).toBe(true);
    expect(methodNames('Tag')).toContain('removeFromOfferByRelationalId');
  });

  it.each(['B', 'constructor', '__proto__', 'toString'])('is unknown when it is called %s', (target) => {
    expect(methodOf(target, 'findAll')).toBeUndefined();
    expect(methodNames(target)).toEqual([]);
    expect(hasTarget(target)).toBe(false);
  });
});

describe('a method', () => {
  const reads = [
    ...['Offer.findAll', 'Offer.findById', 'Offer.getTargetCountries', 'Offer.generateTrackingLink'],
    ...['Offer.getOfferFilesWithCreativeCode', 'Affiliate.findAllIds', 'Application.findAllOfferCategories'],
    ...['Conversion.findAll', 'Report.getStats', 'RawLog.listLogs', 'RawLog.getDownloadLink'],
    ...['Tag.findAllOfferTagRelations', 'Affiliate_Offer.findAll'],
  ];
  const writes = [
    ...['Offer.create', 'Offer.update', 'Offer.addTargetCountry', 'Offer.setAffiliateApproval', 'Affiliate.block'],
    ...['Tag.delete', 'Tag.removeFromOffer', 'OfferFile.create'],
  ];
  // None of them is in the catalog, some are the start of a name that is.
  const unknown = [
    ...['Offer.findAllNewThings', 'Novelty.findAll', 'Offer.', 'Offer.find', 'Offer.findAll findById'],
    ...['constructor.name', '__proto__.toString', 'offer.findAll'],
  ];
  const split = (name: string): [string, string] => [name.split('.')[0] ?? '', name.split('.')[1] ?? ''];

  it.each(reads)('reads: %s', (name) => expect(isRead(...split(name))).toBe(true));
  it.each(writes)('writes: %s', (name) => expect(isRead(...split(name))).toBe(false));
  it.each(unknown)('is unknown, and so taken as a write: %s', (name) => {
    expect(methodOf(...split(name))).toBeUndefined();
    expect(isRead(...split(name))).toBe(false);
  });
});
