import type { ContainOf, MethodNamed } from '../catalog/api-methods.js';
import type { ModelFields } from '../catalog/generated/model-fields.js';
import type { Model } from '../models/model.js';
import type { Advertiser } from './advertisers.js';
import type { AffiliateUser } from './affiliate-users.js';
import type { Affiliate } from './affiliates.js';
import type { OfferCategory } from './application.js';
import type { Conversion } from './conversions.js';
import type { Country } from './countries.js';
import type { Goal } from './goals.js';
import type { OfferFile } from './offer-files.js';
import type { AffiliateOffer, Offer } from './offers.js';
import type { Tag } from './tags.js';

/** The classes of rows, by their names on the wire; the registry creates them (see `createManagers`). */
interface ModelClasses {
  Advertiser: Advertiser;
  AdvertiserTag: Tag;
  Affiliate: Affiliate;
  AffiliateOffer: AffiliateOffer;
  AffiliateReferral: Affiliate;
  AffiliateTag: Tag;
  AffiliateUser: AffiliateUser;
  Conversion: Conversion;
  Country: Country;
  /** A bare string. */
  CreativeCode: string;
  Goal: Goal;
  Offer: Offer;
  /** One for each kind. */
  PaymentMethod: PaymentMethod;
  OfferCategory: OfferCategory;
  OfferFile: OfferFile;
  OfferTag: Tag;
  Tag: Tag;
  Thumbnail: OfferFile;
}

/** A row whose name has no class: a plain model with its fields. */
type Plain<Name> = Name extends keyof ModelFields ? Model<undefined> & ModelFields[Name] : Model<undefined>;

/** The kinds of payment methods, by the name of their model. */
type PaymentMethodKey = keyof ModelFields extends infer Name
  ? Name extends `PaymentMethod${infer Key}`
    ? Key
    : never
  : never;

/** A payment method of an affiliate, whose `key` says which one it is. */
type PaymentMethod = {
  readonly [Key in PaymentMethodKey as Key extends '' ? never : Key]: Model<undefined> &
    Plain<`PaymentMethod${Key}`> & { readonly key: Key };
}[Exclude<PaymentMethodKey, ''>];

/** The model of a name: its class, or a plain model with the fields that the catalog knows. */
export type ModelNamed<Name> = Name extends keyof ModelClasses ? ModelClasses[Name] : Plain<Name>;

/** The fields of a model, as far as they are known. */
export type FieldsNamed<Name> = Name extends keyof ModelFields ? ModelFields[Name] : Readonly<Record<string, unknown>>;

/** The models in `contain`, by the name they come under. A name without a class gives a plain model. */
export type RelationsIn<Contain> = {
  readonly [Name in keyof Contain]: Name extends keyof ModelClasses ? ModelClasses[Name] : Plain<Contain[Name]>;
};

/** The models that a method of the catalog can contain. */
export type RelationsOf<Of extends string, Method extends string = 'findAll'> = RelationsIn<
  ContainOf<MethodNamed<Of, Method>>
>;
