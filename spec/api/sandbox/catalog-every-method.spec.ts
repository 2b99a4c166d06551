import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from 'rxoffers/sandbox';
import { factsOf, type MethodFacts, methodsOf, TARGETS } from '../../support/catalog-facts.js';
import { plausibleParams } from '../../support/plausible-params.js';
import { call, type Params } from '../../support/sandbox-call.js';

/** Models without `{Model: {…}}` around them, and a method that answers `true` though it is documented as a model. */
const BARE = new Set(['TrackingLink', 'AdvertisersTags', 'AffiliatesTags', 'OffersTags']);
const TRUE_MODELS = new Set(['Advertiser.block']);
const BARE_BOOLEANS = new Set(['Offer.setAffiliateApproval']);

/** Lists that are empty until rows change. What reports find is tested elsewhere. */
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

const SHAPES: Readonly<Record<MethodFacts['kind'], (data: unknown, model: string) => boolean>> = {
  boolean: (data) => typeof data === 'boolean',
  ids: (data) => Array.isArray(data) && data.every((id) => typeof id === 'string' && /^\d+$/.test(id)),
  model: (data, model) => isWrapped(data, model),
  models: (data, model) => rowsIn(data).every((row) => isWrapped(row, model)),
  object: (data) => isObject(data) && Object.keys(data).length > 0,
  page: (data, model) => rowsIn(data).every((row) => isWrapped(row, model)),
  scalar: (data) => typeof data === 'string' || typeof data === 'number' || data === null,
  unknown: () => true,
};

const fits = (name: string, { kind, model }: MethodFacts, data: unknown): boolean => {
  if (TRUE_MODELS.has(name)) return data === true;
  if (BARE_BOOLEANS.has(name) && isObject(data)) return true;
  const mayBeEmpty = EMPTY.has(name) || model === 'Stat';
  if (!mayBeEmpty && ['page', 'models', 'ids'].includes(kind) && rowsIn(data).length === 0) return false;
  return SHAPES[kind](data, model);
};

const isRemoval = (method: string): boolean => /^(delete|remove|deregister)/.test(method);

const isPage = (data: unknown): boolean => isObject(data) && 'current' in data && 'data' in data;

describe('every method of the catalog', () => {
  // One sandbox for all: pages are read first, and rows are removed last.
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await createSandbox({
      rateLimit: false,
      conversions: 60,
      rawLogs: { from: '20240228', days: 2, filesPerDay: 2 },
    });
  });
  afterAll(() => sandbox.close());

  const paramsOf = (target: string, method: string): Params =>
    method === 'getDownloadLink'
      ? { log_type: 'clicks', log_filename: sandbox.rawLogs.files('clicks')[0]?.filename ?? '' }
      : plausibleParams(target, method);

  /** Calls methods of a target, and returns the replies without the expected shape. */
  const wrongReplies = async (
    target: string,
    methods: readonly string[],
    isExpected: (name: string, facts: MethodFacts, data: unknown) => boolean,
    params: Params = {},
  ): Promise<readonly string[]> => {
    const wrong: string[] = [];
    for (const method of methods) {
      const name = `${target}.${method}`;
      const reply = await call(sandbox, name, { ...paramsOf(target, method), ...params });
      const { status, data, errorMessage } = reply;
      if (status !== 1) wrong.push(`${name}: ${String(errorMessage)}`);
      else if (!isExpected(name, factsOf(target, method), data))
        wrong.push(`${name}: ${JSON.stringify(data).slice(0, 200)}`);
    }
    return wrong;
  };

  it('is one of 724, of 73 targets', () => {
    expect(TARGETS).toHaveLength(73);
    expect(TARGETS.flatMap(methodsOf)).toHaveLength(724);
  });

  const isPaged = (target: string, method: string): boolean => {
    const { kind, params } = factsOf(target, method);
    return kind === 'page' && params.includes('limit') && params.includes('page');
  };

  const paged = TARGETS.map(
    (target) => [target, methodsOf(target).filter((method) => isPaged(target, method))] as const,
  );

  it.each(paged.filter(([, methods]) => methods.length > 0))(
    'answers with a page to a limit: %s',
    async (target, methods) => {
      const isExpectedPage = (...args: Parameters<typeof fits>) => fits(...args) && isPage(args[2]);
      expect(await wrongReplies(target, methods, isExpectedPage, { limit: '2', page: '1' })).toEqual([]);
    },
  );

  it.each(TARGETS)('answers in the shape of its kind: %s', async (target) => {
    const methods = methodsOf(target).filter((method) => !isRemoval(method));
    expect(await wrongReplies(target, methods, fits)).toEqual([]);
  });

  const removals = TARGETS.map((target) => [target, methodsOf(target).filter(isRemoval)] as const);

  // Targets with a common model, such as SavedReports and Affiliate_SavedReports, remove different rows.
  const idFor = (target: string): string =>
    target.startsWith('Affiliate_') ? '2' : target.startsWith('Advertiser_') ? '3' : '1';

  it.each(removals.filter(([, methods]) => methods.length > 0))('removes rows: %s', async (target, methods) => {
    expect(await wrongReplies(target, methods, fits, { id: idFor(target) })).toEqual([]);
  });
});
