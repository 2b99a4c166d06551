import { checkId } from '../protocol/check-arguments.js';
import { encodeParams, type Params } from '../protocol/encode-params.js';
import type { Pair } from '../protocol/pair.js';

/** Encodes ids, each checked, and what follows them. A missing id would otherwise be left out, and the call be another one. */
export const encodeId =
  (ids: Params, params: Params = {}) =>
  (): Pair[] => {
    for (const [name, id] of Object.entries(ids)) checkId(name, id);
    return encodeParams({ ...ids, ...params });
  };
