import type { IncomingHttpHeaders } from 'node:http';
import type { SchemeCredentials } from '../auth/schemes.js';
import type { FaultScript } from '../faults/script.js';
import type { SandboxSettings } from '../options.js';
import type { RawLogs } from '../raw-logs/raw-logs.js';
import type { Tables } from '../store/store.js';
import type { UploadedFile } from '../wire/multipart.js';

/** A function that runs before a request is answered; the answer already sees what it changes in the tables. */
export type RequestHook = (request: SandboxRequest) => void | Promise<void>;

/** A server in this process that behaves like the service. */
export interface Sandbox extends SchemeCredentials, AsyncDisposable {
  /** The URL of the API: a client's `endpoint`. */
  readonly endpoint: string;
  readonly networkId: string;
  readonly networkToken: string;
  /** All three, as a client takes them: `new HasOffers({ ...sandbox.credentials, retries: 0 })`. */
  readonly credentials: { readonly endpoint: string; readonly networkId: string; readonly networkToken: string };
  /** Every request so far, in order of arrival. A download has the target `RawLog` and the method `download`. */
  readonly requests: readonly SandboxRequest[];
  /** The faults that the next requests meet. */
  readonly faults: FaultScript;
  /**
   * The rows, to read and to change. Conversions record every change, whether a client or this table makes it; their
   * `modified` and `tune_event_id` belong to the sandbox, and writes to them are ignored.
   */
  readonly tables: Tables;
  /** The files of the raw logs, to read and to change. */
  readonly rawLogs: RawLogs;
  /** How many access tokens were issued to integrators. */
  readonly authorizations: number;
  /** Whether this sandbox issued an access token that is still valid. */
  knowsToken(token: string): boolean;
  /** Revokes every access token issued so far. */
  revokeTokens(): void;
  /** How many sockets are open. */
  readonly connections: number;
  /** How many requests are being answered. */
  readonly inFlight: number;
  /**
   * Changes settings from the next request on.
   * @throws RangeError when a value is out of range; no setting changes then
   */
  configure(settings: Partial<SandboxSettings>): void;
  /** Calls `hook` before each request is answered. Returns a function that removes the hook. */
  onRequest(hook: RequestHook): () => void;
  /** Resolves once `count` requests have arrived since the sandbox started. */
  received(count: number): Promise<void>;
  /** Resolves once no request is being answered. */
  idle(): Promise<void>;
  /** Breaks every connection off, ends stalled replies and stops listening. */
  close(): Promise<void>;
}

/** A request that the sandbox received. */
export interface SandboxRequest {
  readonly verb: string;
  /** Path and query as they came. */
  readonly url: string;
  /**
   * The target of a call, `''` when it names none. A download of a raw log has the target `RawLog` and the method
   * `download`; a request for an access token has `Integrator` and `authorize`.
   */
  readonly target: string;
  readonly method: string;
  /** Decoded, in order: the query first, then the form. */
  readonly params: readonly (readonly [name: string, value: string])[];
  readonly contentType: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly files: readonly UploadedFile[];
  /** When the request had been read completely, in ms by the clock of the sandbox. */
  readonly at: number;
}
