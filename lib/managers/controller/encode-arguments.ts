import { type Connector, encodeFilters } from '../../protocol/encode-filters.js';
import { checkNames } from '../../protocol/check-arguments.js';
import { encodeParams, type Params } from '../../protocol/encode-params.js';
import { encodeSort, type Sort } from '../../protocol/encode-sort.js';
import type { Pair } from '../../protocol/pair.js';

const isRecord = (value: unknown): value is Params =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Set);

/** Conditions as the service writes them, `{ id: { GREATER_THAN: 3 } }`, go as they are. */
const isWireForm = (filters: unknown): boolean => isRecord(filters) && Object.values(filters).some(isRecord);

const encodeSorts = (name: string, model: string, sort: unknown): Pair[] =>
  isRecord(sort)
    ? encodeParams({ [name]: sort })
    : encodeSort(model, sort as Sort).map(([key, way]) => [key.replace(/^sort/, name), way]);

const encodeOne = (model: string, name: string, value: unknown, params: Params): Pair[] => {
  switch (name) {
    case 'filters':
      return isWireForm(value)
        ? encodeParams({ filters: value })
        : encodeFilters(value as Params | undefined, params['connector'] as Connector | undefined, model);
    case 'connector':
      return params['filters'] === undefined ? encodeParams({ connector: value }) : [];
    case 'sort':
    case 'sorts':
      return encodeSorts(name, model, value);
    case 'fields':
      checkNames('Fields', value);
      return encodeParams({ fields: value });
    default:
      return encodeParams({ [name]: value });
  }
};

/**
 * Encodes the parameters of any method in the order given. `filters` and `sort` may be written as the managers take them
 * (`{ id__gt: 3 }`, `'-id'`) or as the service has them; `model` is the one whose fields they name.
 */
export const encodeArguments = (model: string, params: Params): Pair[] =>
  Object.entries(params).flatMap(([name, value]) => encodeOne(model, name, value, params));

/** Whether the conditions or the order are in the service's own form, which a listing does not take. */
export const isInWireForm = ({ filters, sort }: Params): boolean => isWireForm(filters) || isRecord(sort);
