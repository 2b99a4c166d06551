import { describe, expect, it } from 'vitest';
import type { Sandbox } from 'rxoffers/sandbox';
import { methodNames, methodOf, type MethodRow } from '../../../lib/catalog/methods.js';
import { METHODS } from '../../../lib/catalog/generated/methods.js';
import { plausibleParams } from '../../support/plausible-params.js';
import { call, openSandbox, type Params } from '../../support/sandbox-call.js';

/** Recorded or handed over without `{Model: {…}}`, and what is `true` though documented as a model. */
const BARE = new Set(['TrackingLink', 'AdvertisersTags', 'AffiliatesTags', 'OffersTags']);
const TRUE_MODELS = new Set(['Advertiser.block']);
const BARE_BOOLEANS = new Set(['Offer.setAffiliateApproval']);

/** Lists that are empty while nothing was done to the rows; what reports find is not looked at here. */
const EMPTY = new Set([
  'Conversion.findUpdatedConversions',
  'Offer.getApprovedAffiliateIds',
  'Offer.getUnapprovedAffiliateIds',
]);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const rowsIn = (data: unknown): readonly unknown[] => {
  const inner = isObject(data) && 'current' in data ? data['data'] : data;
  if (Array.isArray(inner)) return inner;
  return isObject(inner) ? Object.values(inner) : ['no list'];
};

const isWrapped = (value: unknown, model: string): boolean =>
  isObject(value) && (model === 'Stat' || BARE.has(model) || isObject(value[model]));

const SHAPES: Readonly<Record<MethodRow['kind'], (data: unknown, model: string) => boolean>> = {
  boolean: (data) => typeof data === 'boolean',
  ids: (data) => Array.isArray(data) && data.every((id) => /^\d+$/.test(String(id)) && typeof id === 'string'),
  model: (data, model) => isWrapped(data, model),
  models: (data, model) => rowsIn(data).every((row) => isWrapped(row, model)),
  object: (data) => isObject(data) && Object.keys(data).length > 0,
  page: (data, model) => rowsIn(data).every((row) => isWrapped(row, model)),
  scalar: (data) => typeof data === 'string' || typeof data === 'number' || data === null,
  unknown: () => true,
};

const fits = (name: string, { kind, model }: MethodRow, data: unknown): boolean => {
  if (TRUE_MODELS.has(name)) return data === true;
  if (BARE_BOOLEANS.has(name) && isObject(data)) return true;
  const mayBeEmpty = EMPTY.has(name) || model === 'Stat';
  if (!mayBeEmpty && ['page', 'models', 'ids'].includes(kind) && rowsIn(data).length === 0) return false;
  return SHAPES[kind](data, model);
};

/** What takes rows away comes last, so that the others find them. */
const inOrder = (target: string): readonly string[] => {
  const takesAway = (method: string): boolean => /^(delete|remove|deregister)/.test(method);
  return methodNames(target).toSorted((a, b) => Number(takesAway(a)) - Number(takesAway(b)));
};

const paramsOf = (sandbox: Sandbox, target: string, method: string): Params =>
  method === 'getDownloadLink'
    ? { log_type: 'clicks', log_filename: sandbox.rawLogs.files('clicks')[0]?.filename ?? '' }
    : plausibleParams(target, method);

const isPage = (data: unknown): boolean => isObject(data) && 'current' in data && 'data' in data;

interface Asked {
  readonly params?: Params;
  readonly only?: (facts: MethodRow) => boolean;
  readonly also?: (data: unknown) => boolean;
}

/** Calls the methods of a target, and says which did not answer as they should. */
const askAll = async (
  target: string,
  { params = {}, only = () => true, also = () => true }: Asked = {},
): Promise<readonly string[]> => {
  const sandbox = await openSandbox({ rawLogs: { from: '20240228', days: 2 } });
  const wrong: string[] = [];
  for (const method of inOrder(target)) {
    const name = `${target}.${method}`;
    const facts = methodOf(target, method);
    if (facts === undefined || !only(facts)) continue;
    const { status, data, errorMessage } = await call(sandbox, name, {
      ...paramsOf(sandbox, target, method),
      ...params,
    });
    if (status !== 1) wrong.push(`${name}: ${String(errorMessage)}`);
    else if (!fits(name, facts, data) || !also(data)) wrong.push(`${name}: ${JSON.stringify(data).slice(0, 200)}`);
  }
  return wrong;
};

describe('every method of the catalog', () => {
  const targets = Object.keys(METHODS);

  it('is there', () => {
    expect(targets).toHaveLength(73);
    expect(targets.flatMap(methodNames)).toHaveLength(724);
  });

  it.each(targets)('answers in the shape of its kind: %s', async (target) => {
    expect(await askAll(target)).toEqual([]);
  });

  it.each(targets)('comes in pages where it takes a limit: %s', async (target) => {
    const only = ({ kind, isPaged }: MethodRow) => isPaged && kind === 'page';
    expect(await askAll(target, { params: { limit: '2', page: '1' }, only, also: isPage })).toEqual([]);
  });
});
