import type { IncomingMessage } from 'node:http';
import { HasOffers } from 'rxoffers';
import type { ConversionRow, ConversionService } from './sandbox-conversions.js';
import { startServer, success } from './server.js';

/** The requests of a service, and what happens before it answers one. */
export interface RequestLog {
  readonly requests: { readonly length: number };
  onRequest(handler: () => void): void;
}

/** A service of conversions whose keys are given. */
export interface KeyedService extends ConversionService<RequestLog> {
  /** Each request as `findAll?filters[datetime][GREATER_THAN_OR_EQUAL_TO]=…`. */
  readonly lines: () => string[];
}

const wireTime = (instant: number): string => new Date(instant).toISOString().slice(0, 19).replace('T', ' ');

const OPERATORS: Readonly<Record<string, (value: string, bound: string) => boolean>> = {
  GREATER_THAN: (value, bound) => Number(value) > Number(bound),
  GREATER_THAN_OR_EQUAL_TO: (value, bound) => value >= bound,
  LESS_THAN: (value, bound) => value < bound,
  LESS_THAN_OR_EQUAL_TO: (value, bound) => value <= bound,
};

type Query = readonly (readonly [string, string])[];

/** The rows of `findAll`, one page of them. */
const findAll = (rows: readonly ConversionRow[], query: Query): object => {
  const conditions = query.flatMap(([name, bound]) => {
    const [, field, operator] = /^filters\[(\w+)\]\[(\w+)\]$/.exec(name) ?? [];
    return field && operator ? [{ field, bound, holds: OPERATORS[operator] ?? (() => false) }] : [];
  });
  const found = rows.filter((row) => conditions.every(({ field, bound, holds }) => holds(row[field] ?? '', bound)));
  const [name = '', direction] = query.find(([key]) => key.startsWith('sort[')) ?? [];
  const field = /\.(\w+)\]$/.exec(name)?.[1] ?? 'id';
  if (field !== 'id') found.sort((a, b) => ((a[field] ?? '') < (b[field] ?? '') ? -1 : 1));
  if (direction === 'desc') found.reverse();
  const limit = Number(query.find(([key]) => key === 'limit')?.[1]);
  const data = found.slice(0, limit).map((row) => ({ Conversion: row }));
  return { page: 1, current: 1, count: found.length, pageCount: Math.ceil(found.length / limit), data };
};

/** Starts a service without conversions, whose clock is `now`. Its nth conversion has the nth key, from 0. */
export const keyedConversions = async (now: () => number, keyOf: (index: number) => string): Promise<KeyedService> => {
  const rows: ConversionRow[] = [];
  const updated = new Map<string, string>();
  const asked: string[] = [];
  let before = (): void => undefined;

  const answer = (request: IncomingMessage): string => {
    const query = [...new URL(request.url ?? '', 'http://localhost').searchParams];
    const value = (key: string): string => query.find(([name]) => name === key)?.[1] ?? '';
    const hidden = new Set(['NetworkToken', 'NetworkId', 'Target', 'Method']);
    const own = query.filter(([name]) => !hidden.has(name));
    asked.push(`${value('Method')}?${own.map(([name, text]) => `${name}=${text}`).join('&')}`);
    before();
    if (value('Method') === 'findAll') return success(findAll(rows, own));
    const changed = rows.filter(({ id = '' }) => (updated.get(id) ?? '') >= value('start_date'));
    return success(changed.map((row) => ({ Conversion: row })));
  };

  const server = await startServer((request, response) => {
    try {
      response.setHeader('content-type', 'application/json').end(answer(request));
    } catch {
      response.writeHead(500).end();
    }
  });
  const credentials = { networkId: 'net', networkToken: 'NETsecretToken', endpoint: server.url };
  const api = new HasOffers({ ...credentials, rateLimit: false, retries: 0 });
  return {
    sandbox: { requests: asked, onRequest: (handler) => void (before = handler) },
    sync: api.conversions.sync,
    lines: () => asked,
    rows: () => new Map(rows.map((row) => [row['tune_event_id'] ?? '', row])),
    add(datetime) {
      const id = String(rows.length + 1);
      rows.push({ id, tune_event_id: keyOf(rows.length), datetime, payout: '0', modified: wireTime(now()) });
    },
    change(place, changes) {
      const at = place % Math.max(rows.length, 1);
      const row = rows[at];
      if (!row) return;
      rows[at] = { ...row, ...changes, modified: wireTime(now()) };
      updated.set(row['id'] ?? '', wireTime(now()));
    },
    async [Symbol.asyncDispose]() {
      await api.close();
      await server.close();
    },
  };
};
