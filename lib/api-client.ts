import { inspect } from 'node:util';
import type { Observable } from 'rxjs';
import type { Target } from './catalog/api-methods.js';
import { createCall, createControllers } from './calls/controller/controller.js';
import type { Call, CreateController } from './managers/controller-types.js';
import { createManagers, type ManagerContext, type Managers } from './managers/managers.js';
import { createReports, type ReportsByTarget } from './reports/reports.js';
import type { ClientEvent } from './transport/events.js';
import type { Limiter } from './transport/limiter.js';
import type { NormalizedOptions } from './transport/normalize-options.js';
import { createTransport, type Transport } from './transport/transport.js';

/** What tells one kind of client from the others. */
interface ClientKind<Reports extends keyof ReportsByTarget> {
  /** Name of the class. */
  readonly name: string;
  readonly networkId: string;
  /** The target of its reports. */
  readonly reports: Reports;
}

/** What every client has, whichever way it is let in. */
export abstract class ApiClient<Known extends Target, Reports extends keyof ReportsByTarget> {
  readonly #transport: Transport;
  readonly #name: string;
  readonly #networkId: string;
  /**
   * Any method of any target. A list is emitted element by element and paged like `findAll`, anything else once;
   * `{ raw: true }` emits the reply's `data` as it is. A method the catalog does not know is treated as a write: it is
   * repeated only when it surely did not reach the server.
   *
   * @example
   * ```ts
   * api.call('OfferPixel', 'findAll', { filters: { status: 'active' } }, { pageSize: 100 });
   * ```
   */
  readonly call: Call;
  /**
   * Every method of a controller as a function of one object: lists element by element, page after page, models where the
   * catalog names one. A method that the catalog lacks can be called all the same, and emits `unknown`.
   *
   * @example
   * ```ts
   * api.controller('AdManager').findAllCampaigns({ filters: { status: 'active' }, contain: ['AdCampaignCreative'] });
   * ```
   */
  readonly controller: CreateController<Known>;
  /** Reports as streams of typed rows; see docs/reports.md. */
  readonly reports: ReportsByTarget[Reports];

  protected constructor(
    { transport, call, controller }: ClientParts,
    { name, networkId, reports }: ClientKind<Reports>,
  ) {
    this.#transport = transport;
    this.#name = name;
    this.#networkId = networkId;
    this.call = call;
    this.controller = controller;
    this.reports = createReports({ send: (request) => transport.send(request), target: reports });
  }

  /** This client's limiter, for another client that shares its budget. */
  get limiter(): Limiter {
    return this.#transport.limiter;
  }

  /** What the client is doing: requests, replies, waits, retries. Redacted; completes with {@link close}. */
  get events$(): Observable<ClientEvent> {
    return this.#transport.events$;
  }

  /** Drops the connections. Calls under way and later ones end in a `ConnectionError`. */
  close(): Promise<void> {
    return this.#transport.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Never shows a secret. */
  toString(): string {
    return `${this.#name}: ${this.#networkId}`;
  }

  [inspect.custom](): string {
    return `${this.#name} { networkId: '${this.#networkId}' }`;
  }
}

/** What every client is made of, whichever way it is let in. */
export interface ClientParts {
  readonly transport: Transport;
  readonly context: ManagerContext;
  readonly managers: Managers;
  readonly call: Call;
  readonly controller: CreateController;
}

/** Makes the parts of one client. Nothing is shared between clients but what their options share. */
export const createClientParts = (options: NormalizedOptions): ClientParts => {
  const transport = createTransport(options);
  const { managers, context } = createManagers((request) => transport.send(request));
  return {
    transport,
    context,
    managers,
    call: createCall(context) as Call,
    controller: createControllers(context),
  };
};
