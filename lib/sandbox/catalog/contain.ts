import type { Contain } from '../query/contains.js';
import { rowsOrList } from '../query/paging.js';
import { containedRow, selectFields } from '../query/select-fields.js';
import { type Entity, type Row, textIn } from '../store/entity.js';
import type { Store } from '../store/store.js';
import { own } from '../wire/json.js';
import { entityOf, kindsOf } from './generated-entity.js';
import { idField } from './scope.js';
import { statRow } from './stats.js';

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
const containedModel = (holder: string, name: string): string | undefined =>
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

const rowView = (entity: Entity): ((row: Row) => Row) => {
  const select = selectFields(entity, []);
  return (row) => containedRow(entity.name, select(row));
};

/** The row whose id a column of this one contains. */
const toOne =
  ({ other, column }: ToOneModel): Contain =>
  (row, store) => {
    const found = store.tableOf(other).get(textIn(row, column));
    return found ? rowView(other)(found) : null;
  };

/** Rows that name this one. Where no generated row does, the first of them is adapted to it. */
const ownedRows = (other: Entity, owner: string, row: Row, store: Store): readonly Row[] => {
  const table = store.tableOf(other);
  const matching = table.where(owner, textIn(row, 'id'));
  const [first] = table.scan();
  if (matching.length > 0 || !other.isOpen || first === undefined) return matching;
  return [{ ...first, [owner]: textIn(row, 'id') }];
};

const toMany =
  (other: Entity, owner: string): Contain =>
  (row, store) => {
    const found = ownedRows(other, owner, row, store);
    const rows = found.map((ownedRow) => [textIn(ownedRow, 'id'), rowView(other)(ownedRow)] as const);
    // A model without an id has one row per owner.
    return Object.hasOwn(other.template, 'id') ? rowsOrList(new Map(rows)) : (rows[0]?.[1] ?? null);
  };

/** An arbitrary row, but always the same one. */
const arbitraryRow =
  (other: Entity): Contain =>
  (row, store) => {
    const table = store.tableOf(other);
    const keys = [...table.keys()];
    const found = table.get(keys[Number(textIn(row, 'id')) % Math.max(1, keys.length)] ?? 0);
    return found ? rowView(other)(found) : null;
  };

/** Finds what rows contain under a name, from the catalog's models and the names of their fields. */
export const catalogContain = (entity: Entity, name: string): Contain | undefined => {
  if (name === 'Stat') return (row) => statRow(Number(textIn(row, 'id')));
  const model = containedModel(entity.name, name);
  if (model === undefined) return undefined;
  const named = toOneModel(entity, name);
  if (named !== undefined) return toOne(named);
  const other = entityOf(model);
  const owner = idField(entity.name);
  return Object.hasOwn(other.template, owner) ? toMany(other, owner) : arbitraryRow(other);
};
