import type { Observable } from 'rxjs';
import type { OfferCategoryFields } from '../catalog/model-fields.js';
import { defineModel } from '../models/define-model.js';
import { MANAGER } from '../models/model-symbols.js';
import type { FindAllQuery } from '../models/query.js';
import type { Id } from '../models/scalar.js';
import { encodeFindAll } from '../protocol/encode-find.js';
import { encodeParams } from '../protocol/encode-params.js';
import type { Stream } from '../streams/stream.js';
import { checkRecord } from '../protocol/check-record.js';
import { checkOptions } from './check-options.js';
import { encodeId } from './encode-id.js';
import type { RestOf } from './controller/controller.js';
import { type EntityManager, withRest } from './entity-manager.js';
import type { Data } from './generic-methods.js';
import type { ManagerContext } from './manager-context.js';
import type { ListQuery } from './prepare-paging.js';
import { setup } from './setup.js';

/** A category of offers. */
export class OfferCategory extends defineModel<OfferCategoryFields, ApplicationManager>('OfferCategory') {
  /** As `api.application.updateOfferCategory` with this id. */
  update(data: Data<OfferCategoryFields>): Observable<boolean> {
    return this[MANAGER].updateOfferCategory(this.id as Id, data);
  }
}

/** What a list of categories can be asked for. */
export type OfferCategoryQuery = Pick<
  FindAllQuery<OfferCategoryFields, 'OfferCategory'>,
  'filters' | 'connector' | 'sort' | 'fields' | 'demand'
>;

/** The methods that have arguments of their own. */
interface NamedApplication extends EntityManager {
  /** Emits all categories of offers, one by one. One request. */
  findAllOfferCategories(query?: OfferCategoryQuery): Stream<OfferCategory>;
  /** Emits the ids of the offers in a category. One request. */
  findAllOfferCategoryOfferIds(id: Id): Stream<string>;
  /** Changes a category; emits `true`. */
  updateOfferCategory(id: Id, data: Data<OfferCategoryFields>): Observable<boolean>;
}

/** `api.application`: its own methods, and the rest that the service has for them, each a function of one object. */
export interface ApplicationManager extends NamedApplication, RestOf<'Application', NamedApplication> {}

const encodeCategories = (query: OfferCategoryQuery) => () => {
  checkOptions('The query', query, ['filters', 'connector', 'sort', 'fields', 'demand']);
  const { filters, connector, sort, fields } = query as ListQuery;
  return encodeFindAll('OfferCategory', { filters, connector, sort, fields });
};

export const createApplication = (context: ManagerContext): ApplicationManager => {
  const { caller, listing } = setup<OfferCategory, OfferCategoryFields, 'Application'>(context, 'Application');
  return withRest<NamedApplication, 'Application'>(context, 'Application', {
    findAllOfferCategories: (query = {}) =>
      listing.whole('findAllOfferCategories', encodeCategories(query), {
        model: 'OfferCategory',
        demand: query?.demand,
      }),
    findAllOfferCategoryOfferIds: (id) => listing.ids('findAllOfferCategoryOfferIds', encodeId({ id })),
    updateOfferCategory: (id, data) =>
      caller.one<boolean>('updateOfferCategory', () => [
        ...encodeId({ id })(),
        ...encodeParams({ data: checkRecord('Data', data) }),
      ]),
  });
};
