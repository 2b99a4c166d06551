import { catchError, defer, EMPTY, type Observable, tap } from 'rxjs';
import { RxOffersError } from '../../errors/rx-offers-error.js';
import { dayText } from '../dates/calendar-day.js';
import { cutRange, daysIn, type DayRange, halve } from '../dates/day-range.js';
import type { ReportPlan } from '../query/report-plan.js';
import { askRange } from './ask-range.js';
import { divide } from './divide.js';
import { mergeParts } from './merge-parts.js';
import { heavyFailure, RangeTooHeavy } from './range-too-heavy.js';
import type { SendReport } from './report-source.js';
import { splitMode } from './split-mode.js';
import type { StreamForm } from './stream-form.js';

/** The range that may be cut, into the parts that the query wants up front. */
export const partsOf = ({ range, split }: ReportPlan): readonly DayRange[] | undefined => {
  if (!range || !split || daysIn(range) === 1) return undefined;
  return split.days === undefined ? [range] : cutRange(range, split.days);
};

const explained = ({ target, method, range }: ReportPlan, why: string, error: unknown): unknown => {
  const cause = heavyFailure(error);
  if (!cause || !range) return error;
  const days = `${dayText(range.first)} to ${dayText(range.last)}`;
  return new RxOffersError(`${target}.${method}: ${days} is too heavy for the service and cannot be cut: ${why}`, {
    cause,
  });
};

/**
 * The rows of a report, whole or from parts, as rows or as pages. Whatever fails, rows of one range are emitted once: only a
 * first page, before anything of its range is out, leads to shorter ranges.
 */
export const streamReport = <R>(send: SendReport, plan: ReportPlan, form: StreamForm<R>): Observable<R> => {
  const { fields, sort, range: days } = plan;
  const { limit, size } = plan.paging;
  const ask = (range: DayRange | undefined, divisible: boolean, room = limit): Observable<R> =>
    askRange(send, plan, { range, divisible, limit: room, fields, sort, size }, form);

  const chain = (parts: readonly DayRange[], descending: boolean): Observable<R> =>
    defer(() => {
      let room = limit;
      const spend = (element: R): void => {
        if (room !== undefined) room -= form.rowsOf(element);
      };
      return divide(parts, descending, (part, divisible) =>
        defer(() => (room === 0 ? EMPTY : ask(part, divisible, room).pipe(tap(spend)))),
      );
    });

  if (limit === 0) return EMPTY;
  const parts = partsOf(plan);
  if (!parts) return ask(days, false);
  const mode = splitMode(plan);
  switch (mode.kind) {
    case 'chain':
      return chain(parts, mode.descending);
    case 'merge':
      if (parts.length > 1) return mergeParts(send, plan, parts, mode, form);
      return ask(days, true).pipe(
        catchError((error: unknown) => {
          if (!(error instanceof RangeTooHeavy)) throw error;
          return mergeParts(send, plan, parts.flatMap(halve), mode, form);
        }),
      );
    case 'whole':
      if (parts.length > 1) throw new TypeError(`split.days: the report cannot be cut: ${mode.why}`);
      return ask(days, false).pipe(
        catchError((error: unknown) => {
          throw explained(plan, mode.why, error);
        }),
      );
  }
};
