import { defer, of, throwError } from 'rxjs';
import type { Decoded } from '../../lib/protocol/decoded.js';
import type { SendReport } from '../../lib/reports/query/report-plan.js';
import type { ApiRequest } from '../../lib/transport/request.js';

/** A service by hand: these replies in turn, each the `data` or a failure, and the requests that it got. */
export const repliesInTurn = (
  replies: readonly (Decoded | Error)[],
): { readonly send: SendReport; readonly requests: ApiRequest[] } => {
  const requests: ApiRequest[] = [];
  const send: SendReport = (request) =>
    defer(() => {
      requests.push(request);
      const reply = replies[requests.length - 1];
      if (reply instanceof Error) return throwError(() => reply);
      return of({ data: reply ?? null, requestId: undefined });
    });
  return { send, requests };
};

/** A page of a report. */
export const reportPage = (rows: Decoded, page = 1, pageCount = 1, totals?: Decoded): Decoded => ({
  page,
  current: 0,
  count: 100,
  pageCount,
  data: rows,
  ...(totals === undefined ? {} : { totals }),
});
