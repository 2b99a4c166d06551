/**
 * `findUpdated` and `findAdded`, whose parameters and replies were never seen on the wire.
 *
 * @module
 * @experimental
 */
import { map, tap } from 'rxjs';
import type { Caller } from '../../calls/caller.js';
import type { Listing } from '../../calls/listing.js';
import { checkOptions } from '../../calls/paging.js';
import { modelRows } from '../../models/registry.js';
import { parsePage } from '../../protocol/page-shape.js';
import { encodeParams, type Params } from '../../protocol/params.js';
import type { TimeZone } from '../../protocol/time-zone.js';
import { checkRecord } from '../../protocol/validate.js';
import { checkDemand, type Demand } from '../../streams/demand.js';
import { streamOf } from '../../streams/paginate.js';
import { deferStream, type Stream } from '../../streams/stream.js';
import { checkTime } from './wire-time.js';

/**
 * The names of the range in `Conversion.findUpdatedConversions` and `findAddedConversions`.
 *
 * @experimental An assumption: no known source names the parameters of these methods.
 */
const CHANGED_PARAMETERS = { since: 'start_date', until: 'end_date' } as const;

/** The methods of the service. */
const METHODS = { findUpdated: 'findUpdatedConversions', findAdded: 'findAddedConversions' } as const;

/**
 * Query of `findUpdated` and `findAdded`. At least one of `since`, `until` and `params` is needed.
 *
 * @experimental The names under which the range is sent were never seen on the wire.
 */
export interface ChangedQuery {
  /** First time: `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`, in the network's zone, or a `Date`. Sent as `start_date`. */
  readonly since?: string | Date | undefined;
  /** Last time, in the same form. Sent as `end_date`. */
  readonly until?: string | Date | undefined;
  /** Sent as they are; they override `since` and `until` under the same name. With a `page`, only that page is read. */
  readonly params?: Params | undefined;
  /** The demand to follow, where an operator downstream hides it: see `iterate`. */
  readonly demand?: Demand | undefined;
}

/** Creates `findUpdated` or `findAdded`. Wrong arguments are an error of the stream. */
export const findChanged =
  <Row>({ target, context, callForData }: Caller, listing: Listing, name: keyof typeof METHODS) =>
  (query: ChangedQuery): Stream<Row> =>
    deferStream(() => {
      const params = parseQuery(`conversions.${name}`, query, context.zone);
      const method = METHODS[name];
      encodeParams(params);
      if (params['page'] === undefined) return listing.whole<Row>(method, params, { demand: query.demand });
      const rows = callForData(method, params).pipe(
        map((data) => modelRows(`${target}.${method}`, data, parsePage(data, target), target)),
        tap(({ skipped: count }) => {
          if (count > 0) context.report({ type: 'rows left out', target, method, count });
        }),
        map(({ rows: held }) => held.map((row) => context.registry.read(target, row) as Row)),
      );
      return streamOf(rows, query.demand);
    });

const CHANGED_OPTIONS = Object.keys({
  since: true,
  until: true,
  params: true,
  demand: true,
} satisfies Record<keyof ChangedQuery, true>);

const parseQuery = (name: string, query: ChangedQuery, zone: TimeZone): Params => {
  checkOptions(`${name}: query`, query, CHANGED_OPTIONS);
  const { params, demand } = query;
  const time = (end: 'since' | 'until') =>
    query[end] === undefined ? undefined : checkTime(`${name}: ${end}`, query[end], zone);
  checkDemand(demand, `${name}: demand`);
  const [since, until] = [time('since'), time('until')];
  if (since === undefined && until === undefined && params === undefined)
    throw new TypeError(`${name}: since, until or params should be given`);
  if (since !== undefined && until !== undefined && isBefore(until, since))
    throw new RangeError(`${name}: until should not be before since (${since}), not ${until}`);
  return {
    [CHANGED_PARAMETERS.since]: since,
    [CHANGED_PARAMETERS.until]: until,
    ...(params === undefined ? {} : checkRecord(`${name}: params`, params)),
  };
};

/** Whether a time is before another. A day given by name ends after all of its times. */
const isBefore = (until: string, since: string): boolean => until < since && !since.startsWith(until);
