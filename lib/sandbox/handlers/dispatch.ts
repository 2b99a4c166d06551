import { hasTarget } from '../../catalog/methods.js';
import { catalogHandler } from '../catalog/catalog-handler.js';
import { ENTITIES } from '../entities/entities.js';
import type { Entity } from '../store/entity.js';
import { refuseInOurWords } from '../wire/envelope.js';
import { type Json, own } from '../wire/json.js';
import { type Call, entityId, type Handler, type Handlers } from './call.js';
import { conversionHandlers } from './conversions.js';
import { genericHandlers } from './generic.js';
import { offerFileHandlers } from './offer-files.js';
import { applicationHandlers, offerHandlers } from './offers.js';
import { rawLogHandlers } from './raw-logs.js';
import { advertiserReportHandlers, affiliateReportHandlers, reportHandlers } from './reports.js';
import { tagHandlers } from './tags.js';

const { Advertiser, Affiliate, AffiliateUser, Goal } = ENTITIES;

/** `block`: sets the status to `blocked`. The parameter `reason` is accepted; no reply shows it. */
const block =
  (entity: Entity): Handler =>
  (call) => {
    const id = entityId(call, entity);
    call.store.tableOf(entity).update(id, { status: 'blocked', ...entity.onUpdate?.(call.now) });
    return true;
  };

/** The hand-written handlers, which answer as recorded or documented. */
const TARGETS: Readonly<Record<string, Handlers>> = {
  Advertiser: { ...genericHandlers(Advertiser), block: block(Advertiser) },
  Affiliate: { ...genericHandlers(Affiliate), block: block(Affiliate) },
  AffiliateUser: genericHandlers(AffiliateUser),
  Conversion: conversionHandlers,
  Goal: genericHandlers(Goal),
  Application: applicationHandlers,
  Offer: offerHandlers,
  OfferFile: offerFileHandlers,
  RawLog: rawLogHandlers,
  Report: reportHandlers,
  Affiliate_Report: affiliateReportHandlers,
  Advertiser_Report: advertiserReportHandlers,
  Tag: tagHandlers,
};

/**
 * Answers a call with the `data` of its reply.
 *
 * @throws ApiFailure (the promise rejects) when the call is refused, also for an unknown target or method
 */
export const dispatch = async (call: Call): Promise<Json> => handlerOf(call)(call);

/** The hand-written handler of a method, or else the one that the catalog makes. */
const handlerOf = ({ target, method }: Call): Handler => {
  const handlers = own(TARGETS, target);
  if (handlers === undefined && !hasTarget(target)) throw refuseInOurWords(`Target '${target}' does not exist.`);
  const handler = own(handlers, method) ?? catalogHandler(target, method);
  if (handler === undefined) throw refuseInOurWords(`Method '${method}' does not exist for target '${target}'.`);
  return handler;
};
