import { Model } from '../../lib/index.js';
import type { SharedMethod } from '../generate/select-facts.js';

const nameOf = (value: unknown): string =>
  value instanceof Model ? String(value).replace(/:.*/s, '') : value === null ? 'null' : typeof value;

/** Models whose rows come under another name, or without one. */
const NAMES: Readonly<Record<string, string>> = {
  AdvertisersTags: 'TagRelation',
  AffiliatesTags: 'TagRelation',
  CreativeCode: 'string',
  OffersTags: 'TagRelation',
};

const isModelOf = (model: string | undefined, value: unknown): boolean =>
  model === undefined ? value instanceof Model : nameOf(value) === (NAMES[model] ?? model);

const isScalar = (value: unknown): boolean => value === null || ['string', 'number', 'boolean'].includes(typeof value);

const wrongOf = (values: readonly unknown[], isRight: (value: unknown) => boolean): string | undefined => {
  const wrong = values.find((value) => !isRight(value));
  return wrong === undefined ? undefined : `emitted a ${nameOf(wrong)}`;
};

/** Lists that are empty in a fresh sandbox, because nothing has changed yet or nothing matches. */
const MAY_BE_EMPTY = [
  'Conversion.findUpdatedConversions',
  'Offer.getBlockedAffiliateIds',
  'OfferFile.findAllByName',
  'Report.getModSummaryLogs',
  'Report.getSubscriptions',
];

/** Compares what a method emitted with what the catalog says it returns. */
export const checkEmitted = (
  name: string,
  { returns, verb, observed = [] }: SharedMethod,
  values: readonly unknown[],
): string | undefined => {
  const { kind, model } = returns;
  const isRow = (value: unknown): boolean => isModelOf(model, value);
  const isList = kind === 'page' || kind === 'models' || kind === 'ids';
  if (isList && values.length === 0) return MAY_BE_EMPTY.includes(name) ? undefined : 'emitted nothing';
  if (isList) return wrongOf(values, kind === 'ids' ? (value) => typeof value === 'string' : isRow);
  if (kind === 'unknown') return undefined;
  if (values.length !== 1) return `emitted ${values.length} elements, not one`;
  // Recorded replies show a row too, or only a flag: a recording outweighs the documentation.
  if (kind === 'boolean' && observed.includes('flat-object')) return undefined;
  if (kind === 'boolean' || observed.join() === 'boolean')
    return wrongOf(values, (value) => typeof value === 'boolean');
  if (kind === 'model') return wrongOf(values, (value) => isRow(value) || (verb === 'read' && value === null));
  if (kind === 'scalar') return wrongOf(values, isScalar);
  return wrongOf(values, (value) => typeof value === 'object' && value !== null && !(value instanceof Model));
};
