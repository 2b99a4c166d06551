import type { SharedCatalog, SharedMethod, SharedParam } from '../generate/select-facts.js';

const VALUES: Readonly<Record<string, unknown>> = {
  array: ['1'],
  boolean: true,
  date: '2026-01-01',
  datetime: '2026-01-01 00:00:00',
  float: '1.25',
  id: 1,
  int: 1,
  mixed: '1',
  object: { key: 'x' },
  string: 'x',
};

/** Parameters for which only some values make sense, by name, or by target and name. */
const NAMED: Readonly<Record<string, unknown>> = {
  account: { company: 'x', email: 'x@example.com' },
  country_code: 'US',
  currency: 'EUR',
  date_dir: '20160909',
  'Advertiser.data': { company: 'x' },
  'Affiliate.data': { company: 'x' },
  'AffiliateUser.data': { email: 'x@example.com' },
  'AffiliateUser.field': 'first_name',
  'Affiliate_AffiliateUser.data': { email: 'x@example.com' },
  'Affiliate_OfferFile.data': { display: 'x', type: 'offer thumbnail' },
  'Conversion.data': { status: 'approved' },
  'Conversion.field': 'status',
  'Conversion.status': 'approved',
  'Conversion.value': 'approved',
  'Goal.data': { name: 'x', offer_id: 1 },
  'Offer.data': { name: 'x' },
  'Offer.field': 'name',
  'Offer.setMultipleAffiliateApprovals.data': { approval_status: 'approved' },
  'Offer.getOfferFiles.status': 'active',
  'Offer.setAffiliateApproval.status': 'approved',
  'OfferFile.data': { display: 'x', type: 'offer thumbnail' },
};

/** A text field of the model, for writes. */
const textField = (models: SharedCatalog['models'], model: string | undefined): string => {
  const fields = Object.entries(models[model ?? '']?.fields ?? {});
  return fields.find(([, { type, values }]) => type === 'string' && !values)?.[0] ?? 'name';
};

/** A field of the model to filter by: the id, where there is one. */
const fieldOf = (models: SharedCatalog['models'], model: string | undefined): string => {
  const names = Object.keys(models[model ?? '']?.fields ?? {});
  return names.includes('id') ? 'id' : (names[0] ?? 'id');
};

/** The model that a method writes: the one it returns, or that of its target. */
const writtenModel = (
  target: string,
  { returns }: SharedMethod,
  models: SharedCatalog['models'],
): string | undefined => {
  const own = target.replace(/^(?:Affiliate|Advertiser)_/, '');
  return own in models ? own : returns.model;
};

const valueOf = (
  target: string,
  method: string,
  facts: SharedMethod,
  models: SharedCatalog['models'],
  param: SharedParam,
): unknown => {
  const { name, type, values } = param;
  const named = NAMED[`${target}.${method}.${name}`] ?? NAMED[`${target}.${name}`] ?? NAMED[name];
  if (named !== undefined) return named;
  if (values?.[0] !== undefined) return values[0];
  const field = textField(models, writtenModel(target, facts, models));
  if (type === 'data') return { [field]: 'x' };
  if (name === 'field') return type === 'array' ? [field] : field;
  const own = fieldOf(models, facts.returns.model);
  if (type === 'fields') return [own];
  if (type === 'filters') return { [`${own}__ne`]: 'nothing' };
  if (type === 'sort') return `-${own}`;
  return type === 'contain' ? Object.keys(facts.contain ?? {}).slice(0, 1) : VALUES[type];
};

/** A value for every parameter of a method, required or not; for reports, `fields` are columns. */
export const plausibleParams = (
  [target, method]: readonly [string, string],
  facts: SharedMethod,
  models: SharedCatalog['models'],
): Record<string, unknown> => {
  const isReport = target.endsWith('Report');
  if (facts.paramsKnown === false) return isReport ? { fields: ['Stat.date'] } : { whatever: 'x' };
  const isLeftOut = ({ name, type }: SharedParam): boolean =>
    // Where the contained models are unknown there is nothing to name; conditions of reports are on columns.
    (type === 'contain' && Object.keys(facts.contain ?? {}).length === 0) ||
    (isReport && ['filters', 'sort', 'groups'].includes(name));
  const params = facts.params.filter((param) => !isLeftOut(param));
  return Object.fromEntries(
    params.map((param) => [
      param.name,
      isReport && param.name === 'fields' ? ['Stat.date'] : valueOf(target, method, facts, models, param),
    ]),
  );
};
