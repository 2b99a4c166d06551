import type { IncomingHttpHeaders } from 'node:http';
import type { SchemeCredentials } from '../auth/schemes.js';
import type { FaultScript } from '../faults/script.js';
import type { SandboxSettings } from '../options.js';
import type { RawLogs } from '../raw-logs/raw-logs.js';
import type { Tables } from '../store/store.js';
import type { UploadedFile } from '../wire/multipart.js';

/** Called before a request is answered; what it changes in the tables, that request already sees. */
export type RequestHook = (request: SandboxRequest) => void | Promise<void>;

/** A server in this process that behaves like the service. */
export interface Sandbox extends SchemeCredentials, AsyncDisposable {
  /** What to give a client as `endpoint`. */
  readonly endpoint: string;
  readonly networkId: string;
  readonly networkToken: string;
  /** The three of them, as a client takes them: `new HasOffers({ ...sandbox.credentials, retries: 0 })`. */
  readonly credentials: { readonly endpoint: string; readonly networkId: string; readonly networkToken: string };
  /** Every request that came, in order. A download has the target `RawLog` and the method `download`. */
  readonly requests: readonly SandboxRequest[];
  /** What will go wrong. */
  readonly faults: FaultScript;
  /**
   * The rows, to look at and to change. Conversions note each change, by a client or made here: `modified` and
   * `tune_event_id` are the sandbox's own, whatever is written to them.
   */
  readonly tables: Tables;
  /** The files of the raw logs, to look at and to change. */
  readonly rawLogs: RawLogs;
  /** How many access tokens were given out to integrators. */
  readonly authorizations: number;
  /** Whether an access token is of this sandbox and still good. */
  knowsToken(token: string): boolean;
  /** From now on no access token that was given out is good. */
  revokeTokens(): void;
  /** How many sockets are open. */
  readonly connections: number;
  /** How many requests are being answered. */
  readonly inFlight: number;
  /** Changes settings from the next request on. */
  configure(settings: Partial<SandboxSettings>): void;
  /** Calls `hook` before each request is answered, until the function it returns is called. */
  onRequest(hook: RequestHook): () => void;
  /** Settles once so many requests have come in all. */
  received(count: number): Promise<void>;
  /** Settles once nothing is being answered. */
  idle(): Promise<void>;
  /** Breaks every connection off, drops what is stalled and stops listening. */
  close(): Promise<void>;
}

/** A request that the sandbox received. */
export interface SandboxRequest {
  readonly verb: string;
  /** Path and query as they came. */
  readonly url: string;
  /** `''` when the request names none; a download of a raw log has `RawLog` and `download`, one for an access token `Integrator` and `authorize`. */
  readonly target: string;
  readonly method: string;
  /** Query first, then the form, decoded, in order. */
  readonly params: readonly (readonly [name: string, value: string])[];
  readonly contentType: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly files: readonly UploadedFile[];
  /** When it was read whole, in ms, by the clock of the sandbox. */
  readonly at: number;
}
