import { defer, from, map, mergeMap, type Observable, of } from 'rxjs';
import type { Conversion, ConversionSync } from 'rxoffers';
import { createManagers } from '../../lib/managers/managers.js';
import type { Decoded, DecodedObject } from '../../lib/protocol/decoded.js';
import type { ApiRequest } from '../../lib/transport/request.js';
import type { Reply } from '../../lib/transport/reply.js';

export type ConversionRow = Readonly<Record<string, string>>;

/** A service with conversions, and what a `sync` of it sees and suffers. */
export interface ConversionService {
  readonly sync: ConversionSync<Conversion>;
  /** All conversions, by their key. */
  rows(): Map<string, ConversionRow>;
  add(datetime: string): void;
  /** Changes the conversion at a place, oldest id first; none where there are none. */
  change(place: number, changes: ConversionRow): void;
  /** Is told of each request, by its number from 1, before it is answered; what it throws is the answer. */
  onRequest(hook: (number: number, request?: ApiRequest) => void): void;
}

const PAGE_SIZE = 4;

const OPERATORS: Readonly<Record<string, (left: string, right: string) => boolean>> = {
  GREATER_THAN: (left, right) => left > right,
  GREATER_THAN_OR_EQUAL_TO: (left, right) => left >= right,
  LESS_THAN: (left, right) => left < right,
  LESS_THAN_OR_EQUAL_TO: (left, right) => left <= right,
};

/** So that ids sort as numbers. */
const comparable = (field: string, value: string | undefined): string =>
  field === 'id' ? (value ?? '').padStart(9, '0') : (value ?? '');

const fits = (row: ConversionRow, [name, value]: readonly [string, string]): boolean => {
  const [, field = '', operator = ''] = /^filters\[(\w+)\]\[(\w+)\]$/.exec(name) ?? [];
  return OPERATORS[operator]?.(comparable(field, row[field]), comparable(field, value)) ?? true;
};

const select = (rows: readonly ConversionRow[], { pairs }: ApiRequest): ConversionRow[] => {
  const found = rows.filter((row) => pairs.every((pair) => fits(row, pair)));
  const [name = '', direction] = pairs.find(([key]) => key.startsWith('sort')) ?? [];
  const field = name.slice('sort[Conversion.'.length, -1);
  const order = direction === 'desc' ? -1 : 1;
  const text = (row: ConversionRow): string => comparable(field, row[field]);
  return found.sort((first, second) => (text(first) < text(second) ? -order : order));
};

const keyed = (rows: readonly ConversionRow[]): Decoded =>
  rows.length === 0
    ? []
    : new Map(rows.map((row): [string, DecodedObject] => [row['id'] ?? '', { Conversion: { ...row } }]));

/**
 * A service of conversions within the process, as far as `sync` asks it, with small pages: hundreds of lives pass in the
 * time that a few take over a network. `updatedForm` makes of a row what `findUpdatedConversions` shows of it.
 */
export const conversionService = (
  now: () => string,
  updatedForm: (row: ConversionRow) => ConversionRow = (row) => row,
): ConversionService => {
  const rows = new Map<number, ConversionRow>();
  const updated = new Map<number, string>();
  let count = 0;
  let hook: (number: number, request?: ApiRequest) => void = () => undefined;

  const sorted = (): ConversionRow[] => [...rows.values()];
  const page = (request: ApiRequest): Decoded => {
    const found = select(sorted(), request);
    const limit = Math.min(PAGE_SIZE, Number(request.pairs.find(([name]) => name === 'limit')?.[1]));
    const pageCount = Math.ceil(found.length / limit);
    return { page: 1, current: 0, count: found.length, pageCount, data: keyed(found.slice(0, limit)) };
  };
  const updates = ({ pairs }: ApiRequest): Decoded => {
    const since = pairs.find(([name]) => name === 'start_date')?.[1] ?? '';
    return keyed(
      sorted()
        .filter((row) => (updated.get(Number(row['id'])) ?? '') >= since)
        .map(updatedForm),
    );
  };
  const answer = (request: ApiRequest): Decoded => {
    hook(++count, request);
    return request.method === 'findAll' ? page(request) : updates(request);
  };
  const send = (request: ApiRequest): Observable<Reply> =>
    from(Promise.resolve()).pipe(
      mergeMap(() => defer(() => of(answer(request)))),
      map((data) => ({ data, requestId: undefined })),
    );

  return {
    sync: createManagers(send).managers.conversions.sync,
    rows: () => new Map(sorted().map((row) => [row['tune_event_id'] ?? '', row])),
    add(datetime) {
      const id = rows.size + 1;
      rows.set(id, { id: String(id), tune_event_id: `e${id}`, datetime, payout: '0', modified: now() });
    },
    change(place, changes) {
      const id = rows.size === 0 ? 0 : (place % rows.size) + 1;
      const row = rows.get(id);
      if (!row) return;
      rows.set(id, { ...row, ...changes, modified: now() });
      updated.set(id, now());
    },
    onRequest(given) {
      hook = given;
    },
  };
};
