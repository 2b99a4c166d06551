import { methodOf } from '../../catalog/method-of.js';
import type { Handler } from '../call.js';
import type { Json } from '../wire/json.js';
import type { CatalogCall } from './catalog-call.js';
import { checkRequired } from './check-required.js';
import { entityOf } from './entity-of.js';
import { objectAnswer } from './object-answer.js';
import { readIds } from './read-ids.js';
import { readRow } from './read-row.js';
import { readRows } from './read-rows.js';
import { scalarAnswer } from './scalar-answer.js';
import { sideEffect } from './side-effect.js';
import { statOverview, statRows } from './stat-rows.js';
import { trackingLink } from './tracking-link.js';
import { unknownAnswer } from './unknown-answer.js';
import { usualParams } from './usual-params.js';
import { writeRow } from './write-row.js';

const modelAnswer = (catalogCall: CatalogCall): Json => {
  const { call, facts } = catalogCall;
  if (facts.model === 'Stat') return statOverview(catalogCall);
  if (facts.model === 'TrackingLink') return trackingLink(call);
  return facts.isRead ? readRow(catalogCall) : writeRow(call, entityOf(facts.model));
};

/** What a method changes, and then a value of its kind. */
const plainAnswer = ({ call, facts }: CatalogCall, make: () => Json): Json => {
  const effect = facts.isRead ? undefined : sideEffect(call);
  // Only `create` gives a value of its own: the id of its row.
  return typeof effect === 'string' && facts.kind === 'scalar' ? effect : make();
};

const answerOf = (catalogCall: CatalogCall): Json => {
  const { call, facts } = catalogCall;
  switch (facts.kind) {
    case 'page':
    case 'models':
      return facts.model === 'Stat' ? statRows(catalogCall) : readRows(catalogCall);
    case 'model':
      return modelAnswer(catalogCall);
    case 'ids':
      return readIds(catalogCall);
    case 'boolean':
      return plainAnswer(catalogCall, () => true);
    case 'scalar':
      return plainAnswer(catalogCall, () => scalarAnswer(call));
    case 'object':
      return objectAnswer(call);
    case 'unknown':
      return plainAnswer(catalogCall, () => unknownAnswer(catalogCall));
  }
};

/**
 * The handler of a method that the catalog knows; `undefined` for any other. It goes by the catalog's facts alone: the shape
 * of what it answers is plausible, what the method means is not known here. `Affiliate_Offer` has the rows of `Offer`; of
 * those that name an affiliate, such as `Affiliate_AffiliateUser` has them, an affiliate sees what is its own.
 */
export const catalogHandler = (target: string, method: string): Handler | undefined => {
  const facts = methodOf(target, method);
  if (facts === undefined) return undefined;
  return (call) => {
    checkRequired({ call, facts });
    return answerOf({ call: { ...call, params: usualParams(call) }, facts });
  };
};
