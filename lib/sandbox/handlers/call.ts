import type { Principal } from '../auth/principal.js';
import type { LogIndex } from '../raw-logs/create-raw-logs.js';
import type { ReportOptions } from '../reports/limits.js';
import { type Entity, type Row, type TableName, textIn } from '../store/entity.js';
import type { Store } from '../store/store.js';
import type { ErrorEntry } from '../wire/envelope.js';
import type { Json } from '../wire/json.js';
import type { UploadedFile } from '../wire/multipart.js';
import { type ParamMap, textOf } from '../wire/params.js';

/** One call as a handler sees it. */
export interface Call {
  readonly target: string;
  readonly method: string;
  readonly params: ParamMap;
  /** Who calls: the network, or one affiliate or advertiser by its key. */
  readonly principal: Principal;
  readonly files: readonly UploadedFile[];
  readonly store: Store;
  readonly rawLogs: LogIndex;
  /** Now, in ms since 1970. */
  readonly now: number;
  /** The most rows a page has, whatever limit was asked. */
  readonly maxPageSize: number;
  readonly reports: ReportOptions;
}

/** Answers one method: what it returns is the `data` of the reply, an `ApiFailure` it throws the `errors`. */
export type Handler = (call: Call) => Json;

/** Handlers by the names of their methods. */
export type Handlers = Readonly<Record<string, Handler>>;

/** A parameter that the method cannot do without. */
export const argument = ({ params }: Call, name: string): string => {
  const value = textOf(params, name);
  if (value === undefined || value === '') throw refuseMissingArgument(name);
  if (/^-\d+$/.test(value)) throw refuse('Row id is negative');
  return value;
};

/** The row that a parameter names. */
export const argumentRow = (call: Call, name: string, table: TableName): Row => {
  const id = argument(call, name);
  const row = call.store.tables[table].get(id);
  if (row === undefined) throw refuseMissingRow(id);
  return row;
};

/** The id of the row that the parameter `id` names, which must be there. */
export const entityId = (call: Call, entity: Entity): string => {
  const id = argument(call, 'id');
  const row = call.store.tableOf(entity).get(id);
  if (row === undefined) throw refuseMissingRow(id);
  return textIn(row, 'id');
};

/** The id of the row that a parameter names, which must be there. */
export const argumentId = (call: Call, name: string, table: TableName): string =>
  textIn(argumentRow(call, name, table), 'id');

/** A handler's refusal: becomes the `errors` of the reply. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly errors: readonly ErrorEntry[];

  constructor(errors: readonly ErrorEntry[]) {
    super(errors.map(({ publicMessage }) => publicMessage).join('\n'));
    this.errors = errors;
  }
}

/** A refusal of one sentence. */
export const refuse = (publicMessage: string): ApiFailure => new ApiFailure([{ publicMessage }]);

/** Seen for a field that is unknown, in `fields`, filters and sort alike. */
export const refuseField = (field: string): ApiFailure =>
  refuse(`Field '${field}' does not exist or is not allowed to be used.`);

/** Seen for an affiliate that is not there; used for every row a write needs and does not find. */
export const refuseMissingRow = (id: string): ApiFailure => refuse(`Failed to hydrate rows: ${id}`);

/** Seen for a call without its id. */
export const refuseMissingArgument = (name: string): ApiFailure => refuse(`Missing required argument: ${name}`);
