import type { Store } from './data/store.js';
import type { Viewer } from './doors/viewer.js';
import type { LogIndex } from './raw-logs/create-raw-logs.js';
import type { ReportOptions } from './reports/report-options.js';
import type { Json } from './wire/json.js';
import type { ParamMap } from './wire/params.js';
import type { UploadedFile } from './wire/multipart.js';

/** One call as a handler sees it. */
export interface Call {
  readonly target: string;
  readonly method: string;
  readonly params: ParamMap;
  /** Who calls: the network, or one affiliate or advertiser by its key. */
  readonly viewer: Viewer;
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
