// Compiled, never run: how users write rows, and what must not compile.
import type { Observable } from 'rxjs';
import type { Affiliate, HasOffers, Offer, Stream } from 'rxoffers';

interface Form {
  readonly name: string;
  readonly company: string;
}

const right = { name: 'x', status: 'paused' };
const wrong = { name: 'x', statsu: 'paused' };

export const writes = (api: HasOffers, offer: Offer, row: Record<string, unknown>, form: Form): unknown[] => [
  api.offers.update(62, { status: 'paused', default_payout: '1.25' }) satisfies Observable<Offer>,
  api.offers.update(62, right),
  api.offers.update(62, { ...right, name: 'y' }, { returnObject: false }),
  api.offers.create({}),
  offer.update({ status: 'paused' }),
  api.affiliates.createWithUser({ email: 'a@example.com' }, { company: 'x' }) satisfies Observable<Affiliate>,
  api.call('Offer', 'update', { id: 62, data: { status: 'paused' } }) satisfies Stream<Offer>,
  api.controller('OfferPixel').create({ data: { code: 'x' } }),
  // The fields of these are unknown, or the data is no row.
  api.controller('Conversion').updateMeta({ id: 3, data: { whatever: 'x' } }),
  api.controller('Offer').setMultipleAffiliateApprovals({ data: { whatever: 'x' } }),
  // What the catalog does not list needs a word.
  api.offers.update(62, { brand_new: 1 }, { unlisted: true }) satisfies Observable<Offer>,
  api.offers.update(62, wrong, { unlisted: true, returnObject: false }),
  api.offers.create(row, { unlisted: true }) satisfies Observable<Offer>,
  api.offerFiles.create('banner.png', { brand_new: 1 }, { unlisted: true }),
  api.affiliates.createWithUser(row, row, { unlisted: true }),
  api.application.updateOfferCategory(3, { brand_new: 1 }, { unlisted: true }),
  api.call('Offer', 'update', { id: 62, data: { brand_new: 1 } }, { unlisted: true }),
  api.controller('OfferPixel', { unlisted: true }).create({ data: { brand_new: 1 } }),

  // @ts-expect-error there is no such field
  api.offers.update(62, { statsu: 'paused' }),
  // @ts-expect-error nor next to one that there is
  api.offers.update(62, { name: 'x', statsu: 'paused' }),
  // @ts-expect-error nor in a variable
  api.offers.update(62, wrong),
  // @ts-expect-error nor with options
  api.offers.update(62, wrong, { returnObject: false }),
  // @ts-expect-error nor in a row to create
  api.offers.create({ nmae: 'x' }),
  // @ts-expect-error nor of an interface with more fields
  api.offers.create(form),
  // @ts-expect-error a record may hold any name
  api.offers.create(row),
  // @ts-expect-error nor by a shortcut of a model
  offer.update({ statsu: 'paused' }),
  // @ts-expect-error nor in the user
  api.affiliates.createWithUser({ emial: 'a@example.com' }, {}),
  // @ts-expect-error nor in the file
  api.offerFiles.create('banner.png', { filname: 'x' }),
  // @ts-expect-error nor in the category
  api.application.updateOfferCategory(3, { nmae: 'x' }),
  // @ts-expect-error nor in a call by name
  api.call('Offer', 'update', { id: 62, data: { statsu: 'paused' } }),
  // @ts-expect-error nor of a controller
  api.controller('OfferPixel').create({ data: { cdoe: 'x' } }),
  // @ts-expect-error data are an object
  api.offers.create('x'),
  // @ts-expect-error the option is no flag to turn off
  api.offers.update(62, wrong, { unlisted: false }),
];
