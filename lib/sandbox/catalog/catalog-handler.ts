import { methodOf, type MethodRow } from '../../catalog/methods.js';
import { type Call, type Handler, refuseMissingArgument } from '../handlers/call.js';
import { generateTrackingLink } from '../handlers/offers.js';
import { type Random, randomFor } from '../store/random.js';
import { type Json, own } from '../wire/json.js';
import type { Param, ParamMap } from '../wire/params.js';
import { entityOf } from './generated-entity.js';
import { readIds, readRow, readRows } from './read.js';
import { statOverview, statRows } from './stats.js';
import { sideEffect, writeRow } from './write.js';

/** A call that no handler of its own answers, and what the catalog knows of its method. */
export interface CatalogCall {
  readonly call: Call;
  readonly facts: MethodRow;
}

/** Refuses a call without a parameter that its method cannot do without. Empty texts are left to the method: they clear fields. */
export const checkRequired = ({ call, facts }: CatalogCall): void => {
  const missing = facts.required.find((name) => !call.params.has(name));
  if (missing !== undefined) throw refuseMissingArgument(missing);
};

/** Names that single methods have for what all the others call otherwise. */
const USUAL: Readonly<Record<string, string>> = {
  affiliateId: 'affiliate_id',
  alertId: 'alert_id',
  returnObject: 'return_object',
  sorts: 'sort',
};

/** The parameters of a call under the names that most methods have for them, without what says who calls. */
export const usualParams = ({ params, principal }: Call): ParamMap => {
  const isKey = (name: string): boolean => name === 'api_key' && principal.kind !== 'network';
  const pairs = [...params].filter(([name]) => !isKey(name));
  return new Map(pairs.map(([name, value]): [string, Param] => [own(USUAL, name) ?? name, value]));
};

const NOT_ECHOED =
  /^(NetworkId|NetworkToken|IntegratorId|api_key|Target|Method|Format|Service|Version|password)$|token/i;

/** A plausible object of a shape that nobody described: what the method is about, and the texts that it was asked with. */
export const objectAnswer = ({ method, params }: Call): Json => {
  const texts = [...params].filter(([name, value]) => typeof value === 'string' && !NOT_ECHOED.test(name));
  return { name: method, value: '1', ...(Object.fromEntries(texts) as Readonly<Record<string, string>>) };
};

/** What a single value is like, by the name of the method; the first that fits. */
const MAKERS: readonly (readonly [fits: RegExp, make: (draw: Random) => string])[] = [
  [/^(add|create|save|send|set)(?!\w*Key$)/, (draw) => String(draw.int(8, 900))],
  [/Status$/, () => 'approved'],
  [/Count$/, (draw) => String(draw.int(1, 50))],
  [/Balance$/, (draw) => draw.decimal(10, 900, 2)],
  [/Url$|Link$/, (draw) => `http://www.example.com/${draw.hex(8)}`],
  [/Date$/, () => '2024-03-01'],
  [/Currencies$/, () => 'USD,EUR'],
  [/Csv$/, () => 'email\nuser1@example.com\n'],
  [/TermsAndConditions$|Note$/, () => 'made up by the sandbox'],
  [/Key$|Password$/, (draw) => draw.hex(32)],
];

/** A plausible single value: always text, and always the same for a method. */
export const scalarAnswer = ({ target, method }: Call): Json => {
  const draw = randomFor(1, `${target}.${method}`)(1);
  return MAKERS.find(([fits]) => fits.test(method))?.[1](draw) ?? '1';
};

/** A link as an affiliate gets it, who need not say who he is. As recorded for networks, it comes without a wrapper. */
export const trackingLink = (call: Call): Json => {
  const id = call.principal.kind === 'affiliate' ? call.principal.id : '';
  return generateTrackingLink({ ...call, params: new Map([...call.params, ['affiliate_id', id]]) });
};

/** Answers that were never seen: they differ from method to method, so that nobody counts on one shape. */
export const unknownAnswer = ({ call, facts }: CatalogCall): Json => {
  const turn = call.method.length % 3;
  if (!facts.isRead) return turn === 0 ? null : true;
  if (turn === 0) return ['1', '2', '3'];
  return turn === 1 ? objectAnswer(call) : '1';
};

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
