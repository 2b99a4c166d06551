import { argumentId } from '../arguments.js';
import type { Handlers } from '../call.js';
import { ENTITIES } from '../entities/entities.js';
import { genericHandlers } from './generic.js';
import { tagRelationHandlers } from './tag-relations.js';

/** Tags, and what they are tied to. A tag has no status: `delete` takes the row away. */
export const tagHandlers: Handlers = {
  ...genericHandlers(ENTITIES.Tag),
  delete: (call) => call.store.tables.Tag.remove(argumentId(call, 'id', 'Tag')),
  ...tagRelationHandlers('Offer'),
  ...tagRelationHandlers('Affiliate'),
  ...tagRelationHandlers('Advertiser'),
};
