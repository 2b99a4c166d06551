import { MODEL_NAME } from './model-symbols.js';
import type { Related } from './model.js';
import { Model } from './model.js';
import type { WireRecord } from './wire-record.js';

/** A row of a kind that has no class of its own (`OfferUrl`, `Hostname`): its fields, under its name on the wire. */
export class RecordModel extends Model<undefined> {
  readonly #name: string;

  constructor(name: string, data: WireRecord, related?: ReadonlyMap<string, Related>) {
    super(undefined, data, related);
    this.#name = name;
  }

  override get [MODEL_NAME](): string {
    return this.#name;
  }
}
