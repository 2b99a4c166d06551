// Compiled, never run: how the catalog types the methods of managers, of controllers and of `call`.
import type { Observable } from 'rxjs';
import type {
  Controller,
  FindAll,
  FindById,
  FindPages,
  HasOffers,
  Model,
  ModelNamed,
  Offer,
  OfferFile,
  OfferRelations,
  Page,
  Stream,
} from 'rxoffers';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type ElementOf<T> = T extends AsyncIterable<infer Element> ? Element : never;

export const models = (pixel: ModelNamed<'OfferPixel'>): unknown[] => [
  true satisfies Equal<ModelNamed<'Offer'>, Offer>,
  true satisfies Equal<ModelNamed<'CreativeCode'>, string>,
  true satisfies Equal<ModelNamed<'BrandNew'>, Model<undefined>>,
  pixel satisfies Model<undefined>,
  pixel.code satisfies string | null | undefined,
  // @ts-expect-error the fields of a plain model are known too
  pixel.kode,
];

export const relations = (offers: OfferRelations): unknown[] => [
  true satisfies Equal<OfferRelations['Thumbnail'], OfferFile>,
  offers.Hostname satisfies Model<undefined>,
  // @ts-expect-error an offer contains no affiliate
  offers.Affiliate,
];

interface Fields {
  id?: string;
  name?: string;
}
type Row = Fields & { update(): void };
interface Relations {
  Country: { code: string };
}

export const finders = (
  all: FindAll<Row, Fields, 'Thing', Relations>,
  pages: FindPages<Row, Fields, 'Thing', Relations>,
  one: FindById<Row, Fields, Relations>,
) => {
  const narrowed = all({ fields: ['id'], contain: 'Country' });
  const plain = pages({ filters: { id__gt: 3 } });
  return [
    true satisfies Equal<ElementOf<typeof narrowed>['id'], string>,
    narrowed satisfies Stream<{ readonly country?: unknown }>,
    plain satisfies Stream<Page<Row>>,
    one(3).pipe() satisfies Observable<Row | null>,
    // @ts-expect-error there is no such field to choose
    all({ fields: ['nmae'] }),
    // @ts-expect-error nor such a relation
    all({ contain: ['County'] }),
  ];
};

export const controllers = (offers: Controller<'Offer'>, api: HasOffers): unknown[] => [
  'findAll' satisfies keyof Controller<'Offer'>,
  true satisfies Equal<ReturnType<Controller<'Offer'>['findAllIds']>, Stream<string>>,
  true satisfies Equal<ReturnType<Controller<'Offer'>['setPayout']>, Observable<boolean>>,
  offers.findAll({ filters: { id__gt: 3 }, sort: '-Offer.name', limit: 3, pageSize: 50 }) satisfies Stream<Offer>,
  offers.findById({ id: 3 }) satisfies Observable<Offer | null>,
  offers.update({ id: 3, data: {} }) satisfies Observable<Offer>,
  offers.update({ id: 3, data: {}, return_object: false }) satisfies Observable<boolean>,
  offers.update({ id: 3, data: {}, return_object: true as boolean }) satisfies Observable<Offer | boolean>,
  offers.create({ data: {}, return_object: false }) satisfies Observable<string | number>,
  api.controller('Affiliate_Dne').getUrls({}) satisfies Stream<unknown>,
  offers.findPages({ filters: { id__gt: 3 }, fields: ['id'] }) satisfies Stream<Page<{ readonly id: string }>>,
  offers.findAll.findPages() satisfies Stream<Page<Offer>>,
  offers.count({ filters: { id__gt: 3 }, connector: 'OR' }) satisfies Observable<number>,
  offers.findAll.count() satisfies Observable<number>,
  api.controller('AdManager').findAllCampaigns.count({ filters: { status: 'active' } }),
  api.controller('AdManager').getCampaignCreatives.count({ id: 3, filters: { status: 'active' } }),
  api.controller('AdManager').getCampaignCreatives.findPages({ id: 3, contain: ['Offer'], pageSize: 5 }),
  api.controller('Affiliate').getApprovedOfferIds.findPages({ id: 3 }) satisfies Stream<Page<string>>,
  api.controller('Report').getStats.count({ fields: ['Stat.clicks'] }) satisfies Observable<number>,
  api.offers.findAllOfferAffiliateBlocks.count() satisfies Observable<number>,
  // A manager types some methods by hand, and has the others of its controller.
  api.offers.setPayout({ id: 3, affiliate_id: 5 }) satisfies Observable<boolean>,

  // @ts-expect-error a count has no order
  offers.findAll.count({ sort: 'id' }),
  // @ts-expect-error nor a limit
  offers.count({ limit: 3 }),
  // @ts-expect-error nor an unknown field
  offers.count({ filters: { nmae: 'x' } }),
  // @ts-expect-error a required parameter is missing
  api.controller('AdManager').getCampaignCreatives.count(),
  // @ts-expect-error and missing from pages too
  api.controller('AdManager').getCampaignCreatives.findPages({ pageSize: 5 }),
  // @ts-expect-error there is no such field to choose
  offers.findPages({ fields: ['nmae'] }),
  // @ts-expect-error one thing has no pages
  void offers.findById.findPages,
  // @ts-expect-error this controller has no findAll
  void api.controller('AdManager').count,
  // @ts-expect-error a list that is paged takes no such option
  offers.findAll({ pagesize: 50 }),
  // @ts-expect-error one thing has no pages
  offers.setPayout({ id: 3, affiliate_id: 5, pageSize: 50 }),
  // @ts-expect-error nor fields
  offers.setPayout({ id: 3, affiliate_id: 5, fields: ['id'] }),
  // @ts-expect-error nor related models
  offers.setPayout({ id: 3, affiliate_id: 5, contain: ['Country'] }),
  // @ts-expect-error a list has no short answer
  offers.findAll({ return_object: false }),
  // @ts-expect-error a required parameter is missing
  offers.setPayout({ id: 3 }),
  // @ts-expect-error a flag is not an id
  offers.findAll({ filters: { id__gt: true } }),
  // @ts-expect-error the manager's own method takes positional arguments
  api.offers.addTargetCountry({ id: 3, country_code: 'ES' }),
];
