import type { UploadedFile } from '../http/request.js';
import type { ReportOptions } from '../options.js';
import type { LogIndex } from '../raw-logs/raw-logs.js';
import { type Entity, type Row, type TableName, textIn } from '../store/entity.js';
import type { Store } from '../store/store.js';
import { refuse, refuseMissingArgument, refuseMissingRow } from '../wire/envelope.js';
import type { Json } from '../wire/json.js';
import { type ParamMap, textOf } from '../wire/params.js';

/** The one on whose behalf a call is made: the network, or the affiliate or advertiser that an API key belongs to. */
export type Principal =
  | { readonly kind: 'network' }
  | { readonly kind: 'affiliate'; readonly id: string }
  | { readonly kind: 'advertiser'; readonly id: string };

/** A call of the API as a handler gets it: authenticated and decoded. */
export interface Call {
  readonly target: string;
  readonly method: string;
  readonly params: ParamMap;
  /** The caller: the network, or the affiliate or advertiser that an API key belongs to. */
  readonly principal: Principal;
  readonly files: readonly UploadedFile[];
  readonly store: Store;
  readonly rawLogs: LogIndex;
  /** The time of the call, in ms since 1970. */
  readonly now: number;
  /** The most rows of a page, even when the call asks for more. */
  readonly maxPageSize: number;
  readonly reports: ReportOptions;
}

/** Answers one method. Its result becomes the `data` of the reply, an `ApiFailure` that it throws the `errors`. */
export type Handler = (call: Call) => Json | Promise<Json>;

/** A handler that searches no table, and so answers at once. */
export type DirectHandler = (call: Call) => Json;

/** Handlers by method name. */
export type Handlers = Readonly<Record<string, Handler>>;

/** The text of a required parameter. @throws ApiFailure when it is missing, empty or a negative number */
export const argument = ({ params }: Call, name: string): string => {
  const value = textOf(params, name);
  if (value === undefined || value === '') throw refuseMissingArgument(name);
  if (/^-\d+$/.test(value)) throw refuse('Row id is negative');
  return value;
};

/** The row that a parameter names. @throws ApiFailure when there is none */
const argumentRow = (call: Call, name: string, table: TableName): Row => {
  const id = argument(call, name);
  const row = call.store.tables[table].get(id);
  if (row === undefined) throw refuseMissingRow(id);
  return row;
};

/** The id of the row that the parameter `id` names, in any table. @throws ApiFailure when there is no such row */
export const entityId = (call: Call, entity: Entity): string => {
  const id = argument(call, 'id');
  const row = call.store.tableOf(entity).get(id);
  if (row === undefined) throw refuseMissingRow(id);
  return textIn(row, 'id');
};

/** The id of the row that a parameter names. @throws ApiFailure when there is no such row */
export const argumentId = (call: Call, name: string, table: TableName): string =>
  textIn(argumentRow(call, name, table), 'id');
