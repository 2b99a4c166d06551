import { inspect, type InspectOptions } from 'node:util';
import { type Decoded, plainValue } from '../protocol/ordered-json.js';

// Keys of a model's internal members: symbols, since a field of the service may have any name.
export const MANAGER = Symbol('rxoffers.manager');
const MODEL_NAME = Symbol('rxoffers.modelName');
const DISPLAY = Symbol('rxoffers.display');

/** The fields of a model, as decoded from the reply. */
export type WireRecord = Readonly<Record<string, Decoded>>;

/**
 * Related models as properties: the relation `Country` is `offer.country`. Where a field has the same name, the property is
 * the field, and the relation is available through `related()` only.
 */
type RelationProperties<Relations, Fields> = {
  readonly [Name in keyof Relations & string as Uncapitalize<Name> extends keyof Fields ? never : Uncapitalize<Name>]?:
    Relations[Name] | readonly Relations[Name][] | null;
};

/** The values that a reply includes with a model: models, or plain values such as a creative code. */
export type Related = readonly (Model | Decoded)[];

/** `CreativeCode` → `creativeCode`. */
const relationProperty = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const define = (target: object, key: string, value: unknown, enumerable: boolean): void => {
  Object.defineProperty(target, key, { value, enumerable, writable: true, configurable: true });
};

/** Sets own properties of any name: a field may have the name of an accessor, or be called `__proto__`. */
const setFields = (target: object, fields: WireRecord): void => {
  const names = Object.keys(fields);
  // Assigning is several times faster, and correct unless a name is inherited.
  if (!names.some((name) => name in target)) Object.assign(target, fields);
  else for (const name of names) define(target, name, fields[name], true);
};

/**
 * A row of the service. Its wire fields are own enumerable properties with the values of the reply: ids and money are
 * strings. Related models are non-enumerable properties in camelCase: a model, an array of several, or `null` for none.
 *
 * A wire field takes precedence over a relation or a method of the same name. The relation is then available through
 * {@link related}, the method through the manager.
 */
export class Model<Manager = unknown, Relations = object> {
  readonly #manager: Manager;
  readonly #fields: readonly string[];
  readonly #related: ReadonlyMap<string, Related>;

  constructor(manager: Manager, data: WireRecord, related: ReadonlyMap<string, Related> = new Map()) {
    this.#manager = manager;
    this.#fields = Object.keys(data);
    this.#related = related;
    setFields(this, data);
    for (const [name, values] of related) {
      const key = relationProperty(name);
      if (!(key in this)) define(this, key, values.length > 1 ? values : (values[0] ?? null), false);
    }
  }

  /** The manager that the model belongs to. */
  get [MANAGER](): Manager {
    return this.#manager;
  }

  /** The name of its model on the wire. */
  get [MODEL_NAME](): string {
    return 'Model';
  }

  /** The field that `String(model)` shows. */
  get [DISPLAY](): string {
    return 'id';
  }

  /** The related models of one name, always as an array, empty if there are none: `offer.related('Country')`. */
  related<Name extends keyof Relations & string>(name: Name): readonly Relations[Name][];
  related(name: string): Related;
  related(name: string): readonly unknown[] {
    return this.#related.get(name) ?? [];
  }

  /** The wire fields, without related models. */
  toObject(): Record<string, Decoded> {
    const fields = this as unknown as WireRecord;
    const result: Record<string, Decoded> = {};
    for (const key of this.#fields) define(result, key, fields[key], true);
    return result;
  }

  /** The wire fields as plain values, for `JSON.stringify`. */
  toJSON(): Record<string, Decoded> {
    const result = Model.prototype.toObject.call(this as Model);
    for (const key of Object.keys(result)) define(result, key, plainValue(result[key] ?? null), true);
    return result;
  }

  /** Whether `other` is the same row: a model of the same name with the same id. A row without an id equals only itself. */
  equals(other: unknown): boolean {
    if (other === this) return true;
    if (!(other instanceof Model)) return false;
    const row = other as Model;
    const id = idOf(this as Model);
    return row[MODEL_NAME] === this[MODEL_NAME] && id !== undefined && id !== null && id === idOf(row);
  }

  /** The name of the model and its display field, or else its id: `Offer: Spring sale`. */
  toString(): string {
    const fields = this as unknown as WireRecord;
    const shown = ownField(fields, this[DISPLAY]) ?? idOf(this as Model);
    return `${this[MODEL_NAME]}: ${typeof shown === 'object' ? JSON.stringify(shown) : String(shown)}`;
  }

  /** Keeps templates working when a field is named `toString`. */
  [Symbol.toPrimitive](): string {
    return Model.prototype.toString.call(this as Model);
  }

  [inspect.custom](depth: number, options: InspectOptions): string {
    const name = this[MODEL_NAME];
    if (depth < 0) return `[${name}]`;
    const shown = { ...Model.prototype.toObject.call(this as Model), ...Object.fromEntries(this.#related) };
    return `${name} ${inspect(shown, { ...options, depth: options.depth === null ? null : depth })}`;
  }
}

const ownField = (model: WireRecord, name: string): Decoded | undefined =>
  Object.hasOwn(model, name) ? model[name] : undefined;

const idOf = (model: Model): Decoded | undefined => ownField(model as unknown as WireRecord, 'id');

/** A class of models with these wire fields and relations. */
type ModelClass<Fields, Manager, Relations> = new (
  manager: Manager,
  data: WireRecord,
  related?: ReadonlyMap<string, Related>,
) => Model<Manager, Relations> & Fields & RelationProperties<Relations, Fields>;

/**
 * Creates the base of a model class from its name, the field that `String(model)` shows, and the types of its wire fields
 * and relations. The constructor sets the fields as own properties; a class must not declare them, or it overwrites them.
 */
export const defineModel = <Fields extends object, Manager, Relations = object>(
  name: string,
  display = 'id',
): ModelClass<Fields, Manager, Relations> => {
  class Defined extends Model<Manager, Relations> {
    override get [MODEL_NAME](): string {
      return name;
    }

    override get [DISPLAY](): string {
      return display;
    }
  }
  return Defined as unknown as ModelClass<Fields, Manager, Relations>;
};

/** A row of a model without a class (`OfferUrl`, `Hostname`): its fields, and its name on the wire. */
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
