import { kindsOf } from '../../catalog/kinds-of.js';
import { own } from '../own.js';

/** Models behind names that are none. */
const ALIASES: Readonly<Record<string, string>> = {
  AccountManager: 'Employee',
  AdvertiserManager: 'Employee',
  AffiliateCommission: 'AffiliateReferralCommission',
  AffiliateManager: 'Employee',
  AffiliateReferral: 'Affiliate',
  Invoice: 'AffiliateInvoice',
  MethodPaypal: 'PaymentMethodPaypal',
  PaymentMethod: 'PaymentMethodPaypal',
  Thumbnail: 'OfferFile',
  'Customer.CustomerList': 'CustomerListAttribute',
  'Offer.Subscription': 'CustomerList',
};

/** Names that mean one thing of affiliates and another of advertisers. */
const SIDED: Readonly<Record<string, string>> = {
  AccountBalance: 'AccountBalance',
  CreatorUser: 'User',
  Currency: 'CurrencyBalance',
  InvoiceItem: 'InvoiceItem',
};

const sided = (holder: string, name: string): string | undefined => {
  const side = /^(Affiliate|Advertiser)/.exec(holder)?.[1];
  const rest = own(SIDED, name);
  return side === undefined || rest === undefined ? undefined : `${side}${rest}`;
};

/** The model of what rows of `holder` contain under a name; `undefined` where the catalog knows of none. */
export const containedModel = (holder: string, name: string): string | undefined =>
  own(ALIASES, `${holder}.${name}`) ??
  own(ALIASES, name) ??
  sided(holder, name) ??
  (kindsOf(name) === undefined ? undefined : name);
