import { inspect, type InspectOptions } from 'node:util';
import type { Decoded } from '../protocol/decoded.js';
import { DISPLAY, MANAGER, MODEL_NAME } from './model-symbols.js';
import { plainValue } from './plain-value.js';
import type { WireRecord } from './wire-record.js';

/** What a reply contained beside a model: models, or a bare value such as a creative code. */
export type Related = readonly (Model | Decoded)[];

/** `CreativeCode` → `creativeCode`. */
const propertyName = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const define = (target: object, key: string, value: unknown, enumerable: boolean): void => {
  Object.defineProperty(target, key, { value, enumerable, writable: true, configurable: true });
};

/**
 * A row of the service. Its wire fields are own enumerable properties, as they came: ids and money are strings. Related
 * models are properties too, in camelCase and not enumerable: a model, an array when several, `null` when none.
 * A wire field keeps its name whatever it is: a relation behind it is reached by {@link related}, a method by the manager.
 */
export class Model<Manager = unknown> {
  readonly #manager: Manager;
  readonly #fields: readonly string[];
  readonly #related: ReadonlyMap<string, Related>;

  constructor(manager: Manager, data: WireRecord, related: ReadonlyMap<string, Related> = new Map()) {
    this.#manager = manager;
    this.#fields = Object.keys(data);
    this.#related = related;
    // Defined, not assigned: a field may be named like an accessor, or `__proto__`.
    for (const key of this.#fields) define(this, key, data[key], true);
    for (const [name, values] of related) {
      const key = propertyName(name);
      if (!(key in this)) define(this, key, values.length > 1 ? values : (values[0] ?? null), false);
    }
  }

  /** The manager it came from. A symbol, since any name may be a field. */
  get [MANAGER](): Manager {
    return this.#manager;
  }

  get [MODEL_NAME](): string {
    return 'Model';
  }

  /** The field that `String(model)` shows. */
  get [DISPLAY](): string {
    return 'id';
  }

  /** What the reply contained under a name, always an array: `offer.related('Country')`. */
  related(name: string): Related {
    return this.#related.get(name) ?? [];
  }

  /** The wire fields alone. */
  toObject(): Record<string, Decoded> {
    const fields = this as unknown as WireRecord;
    const result: Record<string, Decoded> = {};
    for (const key of this.#fields) define(result, key, fields[key], true);
    return result;
  }

  /** The wire fields alone, for `JSON.stringify`. */
  toJSON(): Record<string, Decoded> {
    const result = this.toObject();
    for (const key of Object.keys(result)) define(result, key, plainValue(result[key] ?? null), true);
    return result;
  }

  /** Whether the other is the same row: same kind of model, same id. */
  equals(other: unknown): boolean {
    if (other === this) return true;
    if (!(other instanceof Model) || other[MODEL_NAME] !== this[MODEL_NAME]) return false;
    const id = idOf(this);
    return id !== undefined && id === idOf(other);
  }

  toString(): string {
    const fields = this as unknown as WireRecord;
    const shown = fields[this[DISPLAY]] ?? idOf(this);
    return `${this[MODEL_NAME]}: ${typeof shown === 'object' ? JSON.stringify(shown) : String(shown)}`;
  }

  /** So that a field named `toString` does not break a template. */
  [Symbol.toPrimitive](): string {
    return Model.prototype.toString.call(this);
  }

  [inspect.custom](_depth: number, options: InspectOptions): string {
    const relations = [...this.#related].map(([name, values]) => [name, values] as const);
    return `${this[MODEL_NAME]} ${inspect({ ...Model.prototype.toObject.call(this), ...Object.fromEntries(relations) }, options)}`;
  }
}

const idOf = (model: Model): Decoded | undefined =>
  Object.hasOwn(model, 'id') ? (model as unknown as WireRecord)['id'] : undefined;
