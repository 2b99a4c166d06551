import { inspect, type InspectOptions } from 'node:util';
import { type Decoded, plainValue } from '../protocol/decoded.js';

/** Names that no field of the service can take: what a model keeps for itself. */
export const MANAGER = Symbol('rxoffers.manager');
export const MODEL_NAME = Symbol('rxoffers.modelName');
export const DISPLAY = Symbol('rxoffers.display');

/** The fields of a model as they came on the wire. */
export type WireRecord = Readonly<Record<string, Decoded>>;

/**
 * Related models as properties: `Country` of {@link Relations} is `offer.country`. A name that is also a field belongs to
 * the field, and the relation is reached by `related()`.
 */
export type RelationProperties<Relations, Fields> = {
  readonly [Name in keyof Relations & string as Uncapitalize<Name> extends keyof Fields ? never : Uncapitalize<Name>]?:
    Relations[Name] | readonly Relations[Name][] | null;
};

/** What a reply contained beside a model: models, or a bare value such as a creative code. */
export type Related = readonly (Model | Decoded)[];

/** `CreativeCode` → `creativeCode`. */
const propertyName = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const define = (target: object, key: string, value: unknown, enumerable: boolean): void => {
  Object.defineProperty(target, key, { value, enumerable, writable: true, configurable: true });
};

/** Sets own properties whatever their names: a field may be called like an accessor, or `__proto__`. */
const setFields = (target: object, fields: WireRecord): void => {
  const names = Object.keys(fields);
  // Assigning is several times faster, and right where nothing of those names is inherited.
  if (!names.some((name) => name in target)) Object.assign(target, fields);
  else for (const name of names) define(target, name, fields[name], true);
};

/**
 * A row of the service. Its wire fields are own enumerable properties, as they came: ids and money are strings. Related
 * models are properties too, in camelCase and not enumerable: a model, an array when several, `null` when none.
 * A wire field keeps its name whatever it is: a relation behind it is reached by {@link related}, a method by the manager.
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

  /** What the reply contained under a name, always an array, empty when nothing: `offer.related('Country')`. */
  related<Name extends keyof Relations & string>(name: Name): readonly Relations[Name][];
  related(name: string): Related;
  related(name: string): readonly unknown[] {
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
    const result = Model.prototype.toObject.call(this as Model);
    for (const key of Object.keys(result)) define(result, key, plainValue(result[key] ?? null), true);
    return result;
  }

  /** Whether the other is the same row: same kind of model, same id. Rows without an id equal only themselves. */
  equals(other: unknown): boolean {
    if (other === this) return true;
    if (!(other instanceof Model)) return false;
    const row = other as Model;
    const id = idOf(this as Model);
    return row[MODEL_NAME] === this[MODEL_NAME] && id !== undefined && id !== null && id === idOf(row);
  }

  toString(): string {
    const fields = this as unknown as WireRecord;
    const shown = ownField(fields, this[DISPLAY]) ?? idOf(this as Model);
    return `${this[MODEL_NAME]}: ${typeof shown === 'object' ? JSON.stringify(shown) : String(shown)}`;
  }

  /** So that a field named `toString` does not break a template. */
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
export type ModelClass<Fields, Manager, Relations> = new (
  manager: Manager,
  data: WireRecord,
  related?: ReadonlyMap<string, Related>,
) => Model<Manager, Relations> & Fields & RelationProperties<Relations, Fields>;

/**
 * Makes the base of a model class: its name, the field that `String(model)` shows, and its wire fields and relations for
 * the compiler. The fields are own properties set by the constructor; the class declares none, or it would overwrite them.
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
