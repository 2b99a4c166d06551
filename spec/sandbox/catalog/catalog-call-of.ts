import { methodOf } from '../../../lib/catalog/methods.js';
import type { Call } from '../../../lib/sandbox/handlers/call.js';
import type { CatalogCall } from '../../../lib/sandbox/catalog/catalog-handler.js';
import { createStore } from '../../../lib/sandbox/store/store.js';
import { countsOf } from '../../../lib/sandbox/options.js';
import { parseBrackets } from '../../../lib/sandbox/wire/params.js';
import { rawLogIndex } from '../raw-logs/raw-log-call.js';

/** A call of `Offer.findAll` and the like, as a handler sees it. */
export const callOf = (name: string, params: Record<string, string> = {}, more: Partial<Call> = {}): Call => {
  const [target = '', method = ''] = name.split('.');
  return {
    ...{ target, method, files: [], now: 0, maxPageSize: 500, reports: {}, rawLogs: rawLogIndex },
    params: parseBrackets(Object.entries(params)),
    principal: { kind: 'network' },
    store: createStore(1, countsOf({})),
    ...more,
  };
};

/** The same, with what the catalog knows of the method. */
export const catalogCallOf = (name: string, params?: Record<string, string>, more?: Partial<Call>): CatalogCall => {
  const call = callOf(name, params, more);
  const facts = methodOf(call.target, call.method);
  if (facts === undefined) throw new Error(`${name} is not in the catalog`);
  return { call, facts };
};
