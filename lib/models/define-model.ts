import { DISPLAY, MODEL_NAME } from './model-symbols.js';
import { Model, type Related } from './model.js';
import type { RelationProperties } from './relations.js';
import type { WireRecord } from './wire-record.js';

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
