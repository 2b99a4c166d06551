import type { Entity } from '../store/entity.js';
import { own } from '../wire/json.js';
import { entityOf } from './generated-entity.js';
import { kindsOf } from './kinds.js';
import { idField } from './scope.js';

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

/** The other row that a column of this one names: `account_manager_id` the employee that is its `AccountManager`. */
export interface ToOneModel {
  readonly other: Entity;
  readonly column: string;
}

/** What rows of a kind name under `name`; `undefined` where no column of theirs does. */
export const toOneModel = (entity: Entity, name: string): ToOneModel | undefined => {
  const model = containedModel(entity.name, name);
  if (model === undefined) return undefined;
  const column = [idField(name), idField(model)].find((candidate) => Object.hasOwn(entity.template, candidate));
  return column === undefined ? undefined : { other: entityOf(model), column };
};
