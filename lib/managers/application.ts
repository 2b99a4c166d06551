import type { Observable } from 'rxjs';
import type { OfferCategoryFields } from '../catalog/generated/model-fields.js';
import { defineModel, MANAGER } from '../models/model.js';
import type { FindAllQuery, Id, UnlistedOption } from '../models/query.js';
import { encodeFindAll } from '../protocol/query.js';
import type { Params } from '../protocol/params.js';
import type { Stream } from '../streams/stream.js';
import { encodeFields, encodeId } from '../calls/caller.js';
import type { CatalogMethods } from './controller-types.js';
import { type EntityManager, createParts, withCatalogMethods } from './entity-manager.js';
import { checkUnlisted, type Data } from '../calls/generic-methods.js';
import type { ManagerContext } from './managers.js';
import { checkOptions, type ListQuery } from '../calls/paging.js';

/** A category of offers. */
export class OfferCategory extends defineModel<OfferCategoryFields, ApplicationManager>('OfferCategory') {
  /** Calls `api.application.updateOfferCategory` with this id. */
  update(data: Data<OfferCategoryFields>): Observable<boolean> {
    return this[MANAGER].updateOfferCategory(this.id as Id, data);
  }
}

/** A query for categories of offers: the service takes no limit. */
type OfferCategoryQuery = Pick<
  FindAllQuery<OfferCategoryFields, 'OfferCategory'>,
  'filters' | 'connector' | 'sort' | 'fields' | 'demand'
>;

/** The methods that are typed by hand. */
interface NamedApplication extends EntityManager {
  /** Emits all categories of offers, one by one. One request. */
  findAllOfferCategories(query?: OfferCategoryQuery): Stream<OfferCategory>;
  /** Emits the ids of the offers in a category. One request. */
  findAllOfferCategoryOfferIds(id: Id): Stream<string>;
  /** Changes a category and emits `true`. */
  updateOfferCategory(id: Id, data: Data<OfferCategoryFields>): Observable<boolean>;
  updateOfferCategory(id: Id, data: Params, options: UnlistedOption): Observable<boolean>;
}

/** `api.application`: the methods above, and the others that the catalog knows of `Application`, each a function of one object. */
export interface ApplicationManager extends NamedApplication, CatalogMethods<'Application', NamedApplication> {}

const CATEGORY_OPTIONS = Object.keys({
  filters: true,
  connector: true,
  sort: true,
  fields: true,
  demand: true,
} satisfies Record<keyof OfferCategoryQuery, true>);

const encodeCategories = (query: OfferCategoryQuery) => () => {
  checkOptions('query', query, CATEGORY_OPTIONS);
  const { filters, connector, sort, fields } = query as ListQuery;
  return encodeFindAll('OfferCategory', { filters, connector, sort, fields });
};

export const createApplication = (context: ManagerContext): ApplicationManager => {
  const { caller, listing } = createParts<OfferCategory, OfferCategoryFields, 'Application'>(context, 'Application');
  return withCatalogMethods<NamedApplication, 'Application'>(context, 'Application', {
    findAllOfferCategories: (query = {}) =>
      listing.whole('findAllOfferCategories', encodeCategories(query), {
        model: 'OfferCategory',
        demand: query?.demand,
      }),
    findAllOfferCategoryOfferIds: (id) => listing.ids('findAllOfferCategoryOfferIds', encodeId({ id })),
    updateOfferCategory: (id: Id, data: Params, options: Partial<UnlistedOption> = {}) =>
      caller.callForModel<boolean>('updateOfferCategory', () => {
        const ids = encodeId({ id }, {}, ['id', 'data'])();
        checkUnlisted(options);
        return [...ids, ...encodeFields(data)];
      }),
  });
};
