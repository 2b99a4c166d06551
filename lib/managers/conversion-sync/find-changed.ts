import { map } from 'rxjs';
import { encodeParams, type Params } from '../../protocol/encode-params.js';
import { readPage } from '../../protocol/read-page.js';
import { checkRecord } from '../../protocol/check-record.js';
import { checkDemand } from '../../streams/check-demand.js';
import { deferStream } from '../../streams/defer-stream.js';
import { streamOf } from '../../streams/stream-of.js';
import type { Stream } from '../../streams/stream.js';
import type { Caller } from '../caller.js';
import { checkOptions } from '../check-options.js';
import type { Listing } from '../listing.js';
import { CHANGED_PARAMETERS } from './changed-parameters.js';
import type { ChangedQuery } from './changed-query.js';
import { checkTime } from './wire-time.js';

const KNOWN = ['since', 'until', 'params', 'demand'];

/** The end of a day given by name lies behind each of its times. */
const isBefore = (until: string, since: string): boolean => until < since && !since.startsWith(until);

const checkQuery = (query: ChangedQuery): Params => {
  checkOptions('The query', query, KNOWN);
  const { since, until, params, demand } = query;
  checkDemand(demand);
  if (since === undefined && until === undefined && params === undefined)
    throw new TypeError('Which changes? Give since, until or params');
  if (since !== undefined) checkTime('since', since);
  if (until !== undefined) checkTime('until', until);
  if (since !== undefined && until !== undefined && isBefore(until, since))
    throw new RangeError(`until (${until}) should not be before since (${since})`);
  return {
    [CHANGED_PARAMETERS.since]: since,
    [CHANGED_PARAMETERS.until]: until,
    ...(params === undefined ? {} : checkRecord('params', params)),
  };
};

/** Makes `findUpdated` or `findAdded` over a method of the service. Wrong arguments are the stream's error. */
export const findChanged =
  <Row>({ target, context, value }: Caller, listing: Listing, method: string) =>
  (query: ChangedQuery): Stream<Row> =>
    deferStream(() => {
      const params = checkQuery(query);
      encodeParams(params);
      if (params['page'] === undefined) return listing.whole<Row>(method, params, { demand: query.demand });
      const rows = value(method, params).pipe(
        map((data) => readPage(data, target).rows.map((row) => context.registry.read(target, row) as Row)),
      );
      return streamOf(rows, query.demand);
    });
