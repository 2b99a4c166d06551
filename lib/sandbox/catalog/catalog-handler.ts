import { methodOf } from '../../catalog/methods.js';
import type { Call, Handler } from '../handlers/call.js';
import { generateTrackingLink } from '../handlers/offers.js';
import { type Random, randomFor } from '../store/random.js';
import { refuseMissingArgument } from '../wire/envelope.js';
import { type Json, own } from '../wire/json.js';
import type { Param, ParamMap } from '../wire/params.js';
import { entityOf } from './generated-entity.js';
import { readIds, readRow, readRows } from './read.js';
import type { CatalogCall } from './scope.js';
import { statOverview } from './stats.js';
import { sideEffect, writeRow } from './write.js';

/** Refuses a call without a required parameter. An empty text is accepted, since it clears a field. */
const checkRequired = ({ call, facts }: CatalogCall): void => {
  const missing = facts.required.find((name) => !call.params.has(name));
  if (missing !== undefined) throw refuseMissingArgument(missing);
};

/** Parameters that a few methods name differently from all others. */
const USUAL_NAMES: Readonly<Record<string, string>> = {
  affiliateId: 'affiliate_id',
  alertId: 'alert_id',
  returnObject: 'return_object',
  sorts: 'sort',
};

/** The parameters of a call under their usual names, without the key that authenticates the caller. */
const usualParams = ({ params, principal }: Call): ParamMap => {
  const isKey = (name: string): boolean => name === 'api_key' && principal.kind !== 'network';
  const pairs = [...params].filter(([name]) => !isKey(name));
  return new Map(pairs.map(([name, value]): [string, Param] => [own(USUAL_NAMES, name) ?? name, value]));
};

const NOT_ECHOED =
  /^(NetworkId|NetworkToken|IntegratorId|api_key|Target|Method|Format|Service|Version|password)$|token/i;

/** A plausible object for a method whose shape is undocumented: the name of the method and its text parameters. */
const objectAnswer = ({ method, params }: Call): Json => {
  const texts = [...params].filter(([name, value]) => typeof value === 'string' && !NOT_ECHOED.test(name));
  return { name: method, value: '1', ...(Object.fromEntries(texts) as Readonly<Record<string, string>>) };
};

/** How to create a single value, by the name of the method. The first match applies. */
const SCALARS: readonly (readonly [pattern: RegExp, create: (random: Random) => string])[] = [
  [/^(add|create|save|send|set)(?!\w*Key$)/, (random) => String(random.int(8, 900))],
  [/Count$/, (random) => String(random.int(1, 50))],
  [/Balance$/, (random) => random.decimal(10, 900, 2)],
  [/Url$|Link$/, (random) => `http://www.example.com/${random.hex(8)}`],
  [/Date$/, () => '2024-03-01'],
  [/Currencies$/, () => 'USD,EUR'],
  [/Csv$/, () => 'email\nuser1@example.com\n'],
  [/TermsAndConditions$|Note$/, () => 'made up by the sandbox'],
  [/Key$|Password$/, (random) => random.hex(32)],
];

/** A plausible single value: always text, and the same on every call of a method. */
const scalarAnswer = ({ target, method }: Call): Json => {
  const random = randomFor(1, `${target}.${method}`)(1);
  return SCALARS.find(([pattern]) => pattern.test(method))?.[1](random) ?? '1';
};

/** The tracking link of the affiliate that calls. It has no wrapper, as seen in a recorded reply to a network. */
const trackingLink = (call: Call): Json => {
  const id = call.principal.kind === 'affiliate' ? call.principal.id : '';
  return generateTrackingLink({ ...call, params: new Map([...call.params, ['affiliate_id', id]]) });
};

/** An invented answer of a kind that was never seen. It differs between methods, so that a client cannot rely on one shape. */
const unknownAnswer = ({ call, facts }: CatalogCall): Json => {
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

/** Carries out a write, then answers with a value of the method's kind. */
const plainAnswer = ({ call, facts }: CatalogCall, createAnswer: () => Json): Json => {
  const effect = facts.isRead ? undefined : sideEffect(call);
  // Only `create` has a value of its own: the id of its row.
  return typeof effect === 'string' && facts.kind === 'scalar' ? effect : createAnswer();
};

const answerOf = (catalogCall: CatalogCall): ReturnType<Handler> => {
  const { call, facts } = catalogCall;
  switch (facts.kind) {
    case 'page':
    case 'models':
      return readRows(catalogCall);
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
 * Finds a handler for a method of the catalog; `undefined` for any other. The handler knows only the catalog's facts: its
 * answers have a plausible shape, but the meaning of the method is not imitated. `Affiliate_Offer` has the rows of `Offer`.
 * Where rows name an affiliate, as those of `Affiliate_AffiliateUser` do, an affiliate sees only its own.
 */
export const catalogHandler = (target: string, method: string): Handler | undefined => {
  const facts = methodOf(target, method);
  if (facts === undefined) return undefined;
  return (call) => {
    checkRequired({ call, facts });
    return answerOf({ call: { ...call, params: usualParams(call) }, facts });
  };
};
