import type { IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';
import { type ClientOptions, HasOffers, type Reports } from 'rxoffers';
import { startServer, success } from './server.js';

/** The clicks of one offer on one day, and their payout in hundredths. */
export interface Happening {
  readonly day: string;
  readonly offer: number;
  readonly clicks: number;
  readonly payout: number;
}

/** One request for a report, parsed. */
export interface ReportCall {
  readonly verb: string;
  readonly params: URLSearchParams;
  readonly fields: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly page: number;
  readonly limit: number;
}

export interface ReportServiceOptions {
  readonly happenings?: readonly Happening[];
  /** Longer ranges get HTTP 504. */
  readonly heavyDays?: number;
  /** The answer to a call instead of its rows: a status, the words of a refusal, or data. */
  readonly fault?: (call: ReportCall) => number | string | object | undefined;
}

export interface ReportService {
  readonly reports: Reports;
  readonly calls: ReportCall[];
  /** Each call as `2026-01-01..2026-01-31 #1`. */
  readonly asked: () => string[];
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

const parseCall = async (request: IncomingMessage): Promise<ReportCall> => {
  const body = await bodyOf(request);
  const params = body === '' ? new URL(request.url ?? '', 'http://localhost').searchParams : new URLSearchParams(body);
  const [from, to] = params.getAll('filters[Stat.date][values][]');
  const only = params.get('filters[Stat.date]');
  return {
    verb: request.method ?? '',
    params,
    fields: params.getAll('fields[]'),
    from: from ?? only ?? '0000-00-00',
    to: to ?? only ?? '9999-99-99',
    page: Number(params.get('page') ?? 1),
    limit: Number(params.get('limit') ?? 0),
  };
};

const daysOf = ({ from, to }: ReportCall): number => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;

const money = (hundredths: number): string => (hundredths / 100).toFixed(2);

const SUMS: Readonly<Record<string, (rows: readonly Happening[]) => string>> = {
  'Stat.clicks': (rows) => String(rows.reduce((sum, { clicks }) => sum + clicks, 0)),
  'Stat.payout': (rows) => money(rows.reduce((sum, { payout }) => sum + payout, 0)),
  'Stat.payout@EUR': (rows) => money(rows.reduce((sum, { payout }) => sum + payout * 2, 0)),
  'Stat.cpc': (rows) => String(rows.length),
};
const PLAIN: Readonly<Record<string, (row: Happening) => string>> = {
  'Stat.date': ({ day }) => day,
  'Stat.offer_id': ({ offer }) => String(offer),
  'Offer.name': ({ offer }) => `Offer ${offer}`,
};

type Row = Record<string, Record<string, string>>;

const nested = (columns: readonly (readonly [string, string])[]): Row => {
  const row: Row = {};
  for (const [name, value] of columns) {
    const [model = '', column = ''] = name.split('.');
    row[model] = { ...row[model], [column]: value };
  }
  return row;
};

const rowOf = (fields: readonly string[], group: readonly Happening[]): Row =>
  nested(
    fields.map((field) => [field, SUMS[field]?.(group) ?? (group[0] ? (PLAIN[field]?.(group[0]) ?? '') : '')] as const),
  );

const groupsOf = (keys: readonly string[], rows: readonly Happening[], apart: boolean): Happening[][] => {
  if (apart) return rows.map((row) => [row]);
  const groups = new Map<string, Happening[]>();
  for (const row of rows) {
    const key = keys.map((field) => PLAIN[field]?.(row) ?? '').join('|');
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
};

const compare = (field: string, left: Row, right: Row): number => {
  const [model = '', column = ''] = field.split('.');
  const [a, b] = [left[model]?.[column] ?? '', right[model]?.[column] ?? ''];
  const difference = Number(a) - Number(b);
  return Number.isNaN(difference) ? (a < b ? -1 : Number(a > b)) : difference;
};

const answer = (call: ReportCall, happenings: readonly Happening[]): unknown => {
  const { params, fields, from, to, page, limit } = call;
  const inRange = happenings.filter(({ day }) => day >= from && day <= to);
  const shown = params.has('currency') ? [...fields, 'Stat.payout@EUR'] : fields;
  const keys = [...fields, ...params.getAll('groups[]')].filter((field) => !SUMS[field]);
  const groups = groupsOf(keys, inRange, params.get('Method') === 'getConversions');
  const sort = [...params].flatMap(([name, value]) => /^sort\[(.*)\]$/.exec(name)?.slice(1).concat(value) ?? []);
  const rows = groups.map((group) => rowOf(shown, group));
  const [field = '', direction] = sort;
  if (direction) rows.sort((a, b) => compare(field, a, b) * (direction === 'desc' ? -1 : 1));
  const sums = fields.filter((name) => SUMS[name]);
  return {
    page,
    current: rows.length,
    count: rows.length,
    pageCount: Math.ceil(rows.length / limit),
    data: rows.slice((page - 1) * limit, page * limit),
    ...(params.get('totals') === '1' ? { totals: rowOf(sums, inRange) } : {}),
  };
};

const refusal = (publicMessage: string): string =>
  JSON.stringify({
    response: { status: -1, httpStatus: 200, data: '', errors: [{ publicMessage }], errorMessage: publicMessage },
  });

/** A small service of reports over real HTTP, and the reports of its client. Both close with the test. */
export const reportService = async (
  { happenings = [], heavyDays = Infinity, fault }: ReportServiceOptions = {},
  options: Partial<ClientOptions> = {},
): Promise<ReportService> => {
  const calls: ReportCall[] = [];
  const server = await startServer((request, response) => {
    void parseCall(request).then((call) => {
      calls.push(call);
      const instead = fault?.(call);
      if (typeof instead === 'number') return response.writeHead(instead).end();
      if (typeof instead === 'string') return response.end(refusal(instead));
      if (daysOf(call) > heavyDays) return response.writeHead(504).end();
      return response.end(success(instead ?? answer(call, happenings)));
    });
  });
  const quick = { rateLimit: false, retryDelay: 1, maxRetryDelay: 20 } as const;
  const api = new HasOffers({ networkId: 'net', networkToken: 'NETx', endpoint: server.url, ...quick, ...options });
  onTestFinished(async () => {
    await api.close();
    await server.close();
  });
  return {
    reports: api.reports,
    calls,
    asked: () => calls.map(({ from, to, page }) => `${from}..${to} #${page}`),
  };
};

/** Clicks on each of `days` days from 2026-01-01 on, for two offers. */
export const everyDay = (days: number): Happening[] =>
  Array.from({ length: days }, (_, index) => {
    const day = new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);
    return [
      { day, offer: 1, clicks: index + 1, payout: 10 * index + 1 },
      { day, offer: 2, clicks: 2, payout: 33 },
    ];
  }).flat();
