import type { MethodType } from '../../catalog/api-methods.js';
import type { Found } from '../../models/found.js';
import type { ContainNames, FieldNames } from '../../models/query.js';
import type { Decoded } from '../../protocol/decoded.js';
import type { ModelNamed } from '../model-named.js';
import type { FieldsOf, RelationsFor } from './method-arguments.js';

type ModelOf<Method> = Method extends { readonly model: infer Model } ? ModelNamed<Model> : ModelNamed<never>;

type FoundBy<Method, Chosen, Contained> = Found<
  ModelOf<Method>,
  FieldsOf<Method>,
  RelationsFor<Method>,
  Extract<Chosen, FieldNames<FieldsOf<Method>>>,
  Extract<Contained, ContainNames<RelationsFor<Method>>>
>;

/** A short answer instead of the row, for `return_object: false`. */
type Short<Method> = Method extends { readonly alt: 'boolean' } ? boolean : string | number;

/** One model: a read may find none, a write may be told to answer shortly. */
type OneModel<Method, Chosen, Contained, Return> =
  | ([Return] extends [never]
      ? FoundBy<Method, Chosen, Contained>
      : [Return] extends [false | 0]
        ? never
        : FoundBy<Method, Chosen, Contained>)
  | (Extract<Return, false | 0> extends never ? never : Short<Method>)
  | (Method extends { readonly read: true } ? null : never);

/** What a method emits: each element of a list, or one thing. */
export type ReplyOf<Method extends MethodType, Chosen, Contained, Return> = Method['kind'] extends 'page' | 'models'
  ? FoundBy<Method, Chosen, Contained>
  : Method['kind'] extends 'model'
    ? OneModel<Method, Chosen, Contained, Return>
    : Method['kind'] extends 'ids'
      ? string
      : Method['kind'] extends 'boolean'
        ? boolean
        : Method['kind'] extends 'scalar'
          ? string | number | boolean | null
          : Method['kind'] extends 'object'
            ? Decoded
            : unknown;
