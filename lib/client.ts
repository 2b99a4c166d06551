import { inspect } from 'node:util';
import type { Observable } from 'rxjs';
import { createDoor } from './create-door.js';
import type { Call } from './managers/controller/call-types.js';
import type { CreateController } from './managers/controller/create-controller.js';
import { createReports } from './reports/create-reports.js';
import type { ReportsByTarget } from './reports/reports.js';
import { createRawLogManagers } from './managers/raw-logs.js';
import type { Managers } from './managers/managers.js';
import type { RawLogs } from './raw-logs/raw-log-manager.js';
import { requiredVariable, variable } from './read-environment.js';
import type { ClientEvent } from './transport/client-event.js';
import type { Limiter } from './transport/limiter.js';
import { normalizeOptions } from './transport/normalize-options.js';
import type { HasOffersOptions } from './transport/options.js';
import type { Transport } from './transport/transport.js';

/** What `HasOffers.fromEnv` takes beside the environment. */
export type EnvOptions = Partial<HasOffersOptions>;

const withEnvironment = (options: EnvOptions): HasOffersOptions => {
  const where = {
    networkId: options.networkId ?? requiredVariable('HASOFFERS_NETWORK_ID'),
    endpoint: options.endpoint ?? variable('HASOFFERS_ENDPOINT'),
  };
  if (options.integrator !== undefined) return { ...options, ...where, integrator: options.integrator };
  const networkToken = options.networkToken ?? requiredVariable('HASOFFERS_NETWORK_TOKEN');
  return { ...options, ...where, networkToken, integrator: undefined };
};

/**
 * A client of one network. Cheap to make: connections are opened by the first call and dropped by {@link close}, or when
 * idle. Every method returns an Observable that sends nothing before it is subscribed to.
 *
 * @example
 * ```ts
 * const api = new HasOffers({ networkId: 'acme', networkToken: process.env.TOKEN });
 * const offer = await firstValueFrom(api.offers.findById(62));
 * for await (const offer of api.offers.findAll({ filters: { status: 'active' } })) console.log(offer.name);
 * ```
 */
export class HasOffers implements Managers {
  readonly #transport: Transport;
  readonly #networkId: string;
  readonly advertisers: Managers['advertisers'];
  readonly affiliates: Managers['affiliates'];
  readonly affiliateUsers: Managers['affiliateUsers'];
  readonly application: Managers['application'];
  readonly conversions: Managers['conversions'];
  readonly countries: Managers['countries'];
  readonly goals: Managers['goals'];
  readonly offers: Managers['offers'];
  readonly offerFiles: Managers['offerFiles'];
  readonly tags: Managers['tags'];
  /** Clicks, conversions and impressions as they were logged, hour by hour; see docs/raw-logs.md. */
  readonly rawLogs: RawLogs;
  /**
   * Any method of any target. A list is emitted element by element and paged like `findAll`, anything else once;
   * `{ raw: true }` emits the reply's `data` as it is. A method the catalog does not know is treated as a write: it is
   * repeated only when it surely did not reach the server.
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
  readonly controller: CreateController;
  /** Reports as streams of typed rows; see docs/reports.md. */
  readonly reports: ReportsByTarget['Report'];

  /** @throws TypeError or RangeError that names the option that is wrong. */
  constructor(options: HasOffersOptions) {
    const normalized = normalizeOptions(options);
    this.#networkId = normalized.networkId;
    const { transport, managers, context, call, controller } = createDoor(normalized);
    this.#transport = transport;
    this.advertisers = managers.advertisers;
    this.affiliates = managers.affiliates;
    this.affiliateUsers = managers.affiliateUsers;
    this.application = managers.application;
    this.conversions = managers.conversions;
    this.countries = managers.countries;
    this.goals = managers.goals;
    this.offers = managers.offers;
    this.offerFiles = managers.offerFiles;
    this.tags = managers.tags;
    this.rawLogs = createRawLogManagers(context, this.#transport, normalized);
    this.call = call;
    this.controller = controller;
    this.reports = createReports({ send: (request) => transport.send(request), target: 'Report' });
  }

  /**
   * A client from `HASOFFERS_NETWORK_ID`, `HASOFFERS_NETWORK_TOKEN` and, if set, `HASOFFERS_ENDPOINT`. What the options
   * say goes before the environment.
   *
   * @throws TypeError that names the variable that is missing.
   */
  static fromEnv(options: EnvOptions = {}): HasOffers {
    return new HasOffers(withEnvironment(options));
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

  /** Never shows the token. */
  toString(): string {
    return `HasOffers: ${this.#networkId}`;
  }

  [inspect.custom](): string {
    return `HasOffers { networkId: '${this.#networkId}' }`;
  }
}
