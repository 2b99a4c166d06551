import type { Principal } from '../auth/principal.js';
import type { LogIndex } from '../raw-logs/create-raw-logs.js';
import type { ReportOptions } from '../reports/limits.js';
import { type Entity, type Row, type TableName, textIn } from '../store/entity.js';
import type { Store } from '../store/store.js';
import type { ErrorEntry } from '../wire/envelope.js';
import type { Json } from '../wire/json.js';
import type { UploadedFile } from '../wire/multipart.js';
import { type ParamMap, textOf } from '../wire/params.js';

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
export type Handler = (call: Call) => Json;

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

/** A refusal of a call; it becomes the `errors` of the reply. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly errors: readonly ErrorEntry[];

  constructor(errors: readonly ErrorEntry[]) {
    super(errors.map(({ publicMessage }) => publicMessage).join('\n'));
    this.errors = errors;
  }
}

/** A refusal in words that were recorded or are documented. */
export const refuse = (publicMessage: string): ApiFailure => new ApiFailure([{ publicMessage }]);

/** Refuses an unknown field; seen for `fields`, filters and sort alike. */
export const refuseField = (field: string): ApiFailure =>
  refuse(`Field '${field}' does not exist or is not allowed to be used.`);

/** Refuses an id without a row; seen for a missing affiliate, used for every row that a method needs. */
export const refuseMissingRow = (id: string): ApiFailure => refuse(`Failed to hydrate rows: ${id}`);

/** Refuses a call without a required parameter; seen for a missing id. */
export const refuseMissingArgument = (name: string): ApiFailure => refuse(`Missing required argument: ${name}`);

/**
 * A refusal of a case that the real service is known or supposed to refuse.
 *
 * @experimental The words are the sandbox's own: those of the service have never been seen.
 */
export const refuseInOurWords = refuse;
