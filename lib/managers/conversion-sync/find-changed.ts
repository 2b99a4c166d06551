import { map } from 'rxjs';
import { parsePage } from '../../protocol/page-shape.js';
import { encodeParams, type Params } from '../../protocol/params.js';
import { checkRecord } from '../../protocol/validate.js';
import { checkDemand, type Demand } from '../../streams/demand.js';
import { streamOf } from '../../streams/paginate.js';
import { deferStream, type Stream } from '../../streams/stream.js';
import type { Caller } from '../../calls/caller.js';
import type { Listing } from '../../calls/listing.js';
import { checkOptions } from '../../calls/paging.js';
import { checkTime } from './wire-time.js';

/**
 * What the range is called by `Conversion.findUpdatedConversions` and `findAddedConversions`. **Unverified**: no source
 * that was seen names the parameters of these methods.
 */
export const CHANGED_PARAMETERS = { since: 'start_date', until: 'end_date' } as const;

/** Which changes `findUpdated` and `findAdded` ask for. At least one of `since`, `until` and `params` is needed. */
export interface ChangedQuery {
  /** From this time on: `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`, in the network's zone. Sent as `start_date`: unverified. */
  readonly since?: string | undefined;
  /** Up to this time, in the same form. Sent as `end_date`: unverified. */
  readonly until?: string | undefined;
  /** Sent as they are; one of the same name wins over `since` and `until`. With a `page`, that page only. */
  readonly params?: Params | undefined;
  /** The demand to follow, where an operator downstream hides it: see `iterate`. */
  readonly demand?: Demand | undefined;
}

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
  <Row>({ target, context, callForData: value }: Caller, listing: Listing, method: string) =>
  (query: ChangedQuery): Stream<Row> =>
    deferStream(() => {
      const params = checkQuery(query);
      encodeParams(params);
      if (params['page'] === undefined) return listing.whole<Row>(method, params, { demand: query.demand });
      const rows = value(method, params).pipe(
        map((data) => parsePage(data, target).rows.map((row) => context.registry.read(target, row) as Row)),
      );
      return streamOf(rows, query.demand);
    });
