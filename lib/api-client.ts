import { inspect } from 'node:util';
import type { Observable } from 'rxjs';
import type { Target } from './catalog/api-methods.js';
import { createCall, createControllers } from './calls/controller/controller.js';
import type { ListedTargets } from './calls/controller/controller.js';
import type { Call } from './managers/call-types.js';
import type { CreateController } from './managers/controller-types.js';
import { createManagers, type ManagerContext, type Managers } from './managers/managers.js';
import { createReports, type ReportsByTarget } from './reports/reports.js';
import type { ClientEvent } from './transport/events.js';
import type { Limiter } from './transport/limiter.js';
import type { NormalizedOptions } from './transport/normalize-options.js';
import { createTimeZone, type TimeZone } from './protocol/time-zone.js';
import { createTransport, type Transport } from './transport/transport.js';

/** The differences between the kinds of client. */
interface ClientKind<Reports extends keyof ReportsByTarget> {
  /** Name of the class. */
  readonly name: string;
  readonly networkId: string;
  /** The target of its reports. */
  readonly reports: Reports;
}

/** The base of all clients, whatever their credentials. */
export abstract class ApiClient<Known extends Target, Reports extends keyof ReportsByTarget> {
  readonly #transport: Transport;
  readonly #name: string;
  readonly #networkId: string;
  /**
   * Calls any method of any target. A list is emitted element by element and paged like `findAll`, anything else once;
   * `{ raw: true }` emits the reply's `data` as it is. Names that the catalog does not list need `{ unlisted: true }`; such a
   * method is treated as a write: it is repeated only if it certainly did not reach the server.
   *
   * @example
   * ```ts
   * api.call('OfferPixel', 'findAll', { filters: { status: 'active' } }, { pageSize: 100 });
   * ```
   */
  readonly call: Call<Known>;
  /**
   * The methods of a controller, each a function of one object. A list is emitted element by element, page after page, as
   * models where the catalog names one. Paged lists also have `findPages` and `count`. Names that the catalog does not list
   * need `{ unlisted: true }`; such a method emits `unknown`.
   *
   * @throws TypeError at once for a target that the catalog does not list for this client; it suggests the nearest one.
   *
   * @example
   * ```ts
   * api.controller('AdManager').findAllCampaigns({ filters: { status: 'active' }, contain: ['AdCampaignCreative'] });
   * api.controller('AdManager').findAllCampaigns.count({ filters: { status: 'active' } });
   * ```
   */
  readonly controller: CreateController<Known>;
  /** Reports as streams of typed rows; see the guide to reports. */
  readonly reports: ReportsByTarget[Reports];

  protected constructor(
    { transport, zone, call, controller }: ClientParts,
    { name, networkId, reports }: ClientKind<Reports>,
  ) {
    this.#transport = transport;
    this.#name = name;
    this.#networkId = networkId;
    this.call = call;
    this.controller = controller;
    this.reports = createReports({
      send: (request) => transport.send(request),
      report: (event) => transport.report(event),
      target: reports,
      zone,
    });
  }

  /** The limiter of this client, for another client that is to share its budget. */
  get limiter(): Limiter {
    return this.#transport.limiter;
  }

  /** Emits what the client does: requests, replies, waits, retries, without secrets. Completes with {@link close}. */
  get events$(): Observable<ClientEvent> {
    return this.#transport.events$;
  }

  /** Closes the connections. Calls in progress and later ones end with a `ConnectionError`. */
  close(): Promise<void> {
    return this.#transport.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** The class and the network, without secrets. */
  toString(): string {
    return `${this.#name}: ${this.#networkId}`;
  }

  [inspect.custom](): string {
    return `${this.#name} { networkId: '${this.#networkId}' }`;
  }
}

/** The parts of a client, whatever its credentials. */
interface ClientParts {
  readonly transport: Transport;
  readonly zone: TimeZone;
  readonly context: ManagerContext;
  readonly managers: Managers;
  readonly call: Call;
  readonly controller: CreateController;
}

/** Creates the parts of one client, which calls `listed` targets. Clients share only what their options share. */
export const createClientParts = (options: NormalizedOptions, listed: ListedTargets): ClientParts => {
  const transport = createTransport(options);
  const zone = createTimeZone('timeZone', options.timeZone);
  const { managers, context } = createManagers({
    send: (request) => transport.send(request),
    report: (event) => transport.report(event),
    zone,
    networkId: options.networkId,
  });
  return {
    transport,
    zone,
    context,
    managers,
    call: createCall(context, listed) as Call,
    controller: createControllers(context, listed) as CreateController,
  };
};
