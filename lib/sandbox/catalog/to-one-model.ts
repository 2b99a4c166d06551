import type { Entity } from '../store/entity.js';
import { own } from '../wire/json.js';
import { entityOf } from './generated-entity.js';
import { kindsOf } from './kinds.js';
import { idField } from './scope.js';

/** The models of contained names that are not models themselves. */
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

/** Names whose model depends on whether an affiliate or an advertiser contains them; the value is its suffix. */
const SUFFIXES: Readonly<Record<string, string>> = {
  AccountBalance: 'AccountBalance',
  CreatorUser: 'User',
  Currency: 'CurrencyBalance',
  InvoiceItem: 'InvoiceItem',
};

const prefixedModel = (holder: string, name: string): string | undefined => {
  const prefix = /^(Affiliate|Advertiser)/.exec(holder)?.[1];
  const suffix = own(SUFFIXES, name);
  return prefix === undefined || suffix === undefined ? undefined : `${prefix}${suffix}`;
};

/** The model that rows of `holder` contain under a name; `undefined` where the catalog knows none. */
export const containedModel = (holder: string, name: string): string | undefined =>
  own(ALIASES, `${holder}.${name}`) ??
  own(ALIASES, name) ??
  prefixedModel(holder, name) ??
  (kindsOf(name) === undefined ? undefined : name);

/** A relation to one row, by the column that contains its id: `AccountManager` is the `Employee` of `account_manager_id`. */
export interface ToOneModel {
  readonly other: Entity;
  readonly column: string;
}

/** Finds the relation of rows to one row under a name; `undefined` where no column contains its id. */
export const toOneModel = (entity: Entity, name: string): ToOneModel | undefined => {
  const model = containedModel(entity.name, name);
  if (model === undefined) return undefined;
  const column = [idField(name), idField(model)].find((candidate) => Object.hasOwn(entity.template, candidate));
  return column === undefined ? undefined : { other: entityOf(model), column };
};
