import { inspect } from 'node:util';
import type { Observable } from 'rxjs';
import { createDoor, type Door } from './create-door.js';
import { keyFromEnvironment } from './key-from-environment.js';
import type { AdvertiserMethods } from './catalog/advertiser-methods.js';
import type { Call } from './managers/controller/call-types.js';
import type { CreateController } from './managers/controller/create-controller.js';
import { createReports } from './reports/create-reports.js';
import type { ReportsByTarget } from './reports/reports.js';
import type { ClientEvent } from './transport/client-event.js';
import { normalizeKeyOptions } from './transport/credentials/normalize-key-options.js';
import type { Limiter } from './transport/limiter.js';
import type { HasOffersAdvertiserOptions } from './transport/options.js';

/**
 * A client of the advertiser API: what one advertiser of a network sees, with the advertiser's own key. Its one target is
 * `Advertiser_Report`.
 *
 * @example
 * ```ts
 * const api = new HasOffersAdvertiser({ networkId: 'acme', apiKey });
 * const fields = ['Stat.total_sales', 'Stat.cost'];
 * for await (const row of api.call('Advertiser_Report', 'getStats', { fields })) console.log(row);
 * ```
 */
export class HasOffersAdvertiser {
  readonly #door: Door;
  readonly #networkId: string;
  /** Any method of any target of the advertiser API, as `HasOffers.call` calls those of the network API. */
  readonly call: Call;
  /**
   * Every method of a controller as a function of one object: lists element by element, page after page, models where the
   * catalog names one. A method that the catalog lacks can be called all the same, and emits `unknown`.
   *
   * @example
   * ```ts
   * api.controller('Advertiser_Report').getStats({ fields: ['Stat.clicks'] });
   * ```
   */
  readonly controller: CreateController<keyof AdvertiserMethods>;
  /** Reports as streams of typed rows; see docs/reports.md. */
  readonly reports: ReportsByTarget['Advertiser_Report'];

  /** @throws TypeError or RangeError that names the option that is wrong. */
  constructor(options: HasOffersAdvertiserOptions) {
    const normalized = normalizeKeyOptions(options);
    this.#networkId = normalized.networkId;
    this.#door = createDoor(normalized);
    this.call = this.#door.call;
    this.controller = this.#door.controller;
    const { transport } = this.#door;
    this.reports = createReports({ send: (request) => transport.send(request), target: 'Advertiser_Report' });
  }

  /**
   * A client from `HASOFFERS_NETWORK_ID`, `HASOFFERS_ADVERTISER_API_KEY` and, if set, `HASOFFERS_ENDPOINT`. What the options
   * say goes before the environment.
   *
   * @throws TypeError that names the variable that is missing.
   */
  static fromEnv(options: Partial<HasOffersAdvertiserOptions> = {}): HasOffersAdvertiser {
    return new HasOffersAdvertiser(keyFromEnvironment('HASOFFERS_ADVERTISER_API_KEY', options));
  }

  /** This client's limiter, for another client that shares its budget. */
  get limiter(): Limiter {
    return this.#door.transport.limiter;
  }

  /** What the client is doing: requests, replies, waits, retries. Redacted; completes with {@link close}. */
  get events$(): Observable<ClientEvent> {
    return this.#door.transport.events$;
  }

  /** Drops the connections. Calls under way and later ones end in a `ConnectionError`. */
  close(): Promise<void> {
    return this.#door.transport.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Never shows the key. */
  toString(): string {
    return `HasOffersAdvertiser: ${this.#networkId}`;
  }

  [inspect.custom](): string {
    return `HasOffersAdvertiser { networkId: '${this.#networkId}' }`;
  }
}
