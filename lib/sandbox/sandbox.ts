import type { Tables } from './data/store.js';
import type { DoorCredentials } from './doors/door-credentials.js';
import type { FaultScript } from './faults/fault-script.js';
import type { SandboxSettings } from './options.js';
import type { RawLogs } from './raw-logs/raw-logs.js';
import type { SandboxRequest } from './sandbox-request.js';

/** Called before a request is answered; what it changes in the tables, that request already sees. */
export type RequestHook = (request: SandboxRequest) => void | Promise<void>;

/** A server in this process that behaves like the service. */
export interface Sandbox extends DoorCredentials, AsyncDisposable {
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
