import { describe, expect, it } from 'vitest';
import { scalarAnswer } from '../../../lib/sandbox/catalog/catalog-handler.js';
import { callOf } from './catalog-call-of.js';

const answer = (name: string) => scalarAnswer(callOf(name));

describe('scalarAnswer', () => {
  it('goes by the name of the method', () => {
    expect(answer('Application.getActiveOfferCategoryCount')).toMatch(/^\d+$/);
    expect(answer('Affiliate.getAccountBalance')).toMatch(/^\d+\.\d\d$/);
    expect(answer('DownloadReport.getDownloadReportLink')).toMatch(/^http:/);
    expect(answer('AdvertiserBilling.getNextStartDate')).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(answer('Application.createNetworkApiKey')).toMatch(/^[0-9a-f]{32}$/);
    expect(answer('Advertiser.addAccountNote')).toMatch(/^\d+$/);
    expect(answer('Offer.getAffiliateApplicationNote')).toMatch(/^[a-z ]+$/);
    expect(answer('Preference.getValue')).toBe('1');
  });

  it('is the same for a method each time, and differs between methods', () => {
    expect(answer('Application.getNetworkApiKey')).toBe(answer('Application.getNetworkApiKey'));
    expect(answer('Application.createNetworkApiKey')).not.toBe(answer('Application.changeNetworkApiKey'));
  });
});
