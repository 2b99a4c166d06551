import type { Observable } from 'rxjs';
import type { ApiMethods, ContainOf, MethodName, MethodType, TakenBy, Target } from '../catalog/api-methods.js';
import type { FieldsNamed, ModelNamed, RelationsIn } from './model-classes.js';
import type { ContainNames, FieldNames, FindAllQuery, Paging, Projected } from '../models/query.js';
import type { Decoded } from '../protocol/decoded.js';
import type { Params } from '../protocol/params.js';
import type { Stream } from '../streams/stream.js';
import type { CallOptions } from '../calls/controller/controller.js';

/** The fields of a method's rows; any name where they are unknown. */
export type FieldsOf<Method> = Method extends { readonly model: infer Model } ? FieldsNamed<Model> : FieldsNamed<never>;

type NameOf<Method> = Method extends { readonly model: infer Model extends string } ? Model : string;

/** What a method's rows can contain. */
export type RelationsFor<Method> = RelationsIn<ContainOf<Method>>;

/** Names of fields that may be asked for; none where the method takes no `fields`. */
export type ChosenFor<Method> = 'fields' extends TakenBy<Method> ? FieldNames<FieldsOf<Method>> : never;

/** Names that may be contained; none where the method takes no `contain`. */
export type ContainedFor<Method> = 'contain' extends TakenBy<Method> ? ContainNames<RelationsFor<Method>> : never;

/** `return_object`, for methods that have it. */
export type ReturnFor<Method> = Method extends { readonly alt: string } ? boolean | 0 | 1 : never;

type Query<Method> = FindAllQuery<FieldsOf<Method>, NameOf<Method>, RelationsFor<Method>>;

/** Conditions, order and place among the pages, where the method takes them. */
type Selecting<Method> = Pick<
  Query<Method> & { readonly sorts?: Query<Method>['sort'] },
  | Extract<TakenBy<Method>, 'filters' | 'sort' | 'sorts' | 'limit' | 'page'>
  | ('filters' extends TakenBy<Method> ? 'connector' : never)
>;

/** The parameters of a method, without those that decide what is emitted (see {@link Choosing}). */
export type MethodArguments<Method extends MethodType> = Readonly<Method['params']> & Selecting<Method>;

/** The parameters that decide what is emitted. */
export interface Choosing<Chosen, Contained, Return> {
  /** Only these fields. */
  readonly fields?: Chosen | undefined;
  /** Related models to bring along. */
  readonly contain?: Contained | undefined;
  /** `false` for a short answer: `true`, or an id. */
  readonly return_object?: Return | undefined;
}

/** How a list is paged, beside `limit` and `page`; nothing for a method that takes no limit. */
export type PagingFor<Method> =
  'limit' extends TakenBy<Method> ? Omit<Paging, 'limit' | 'page'> : Pick<Paging, 'demand'>;

type ModelOf<Method> = Method extends { readonly model: infer Model } ? ModelNamed<Model> : ModelNamed<never>;

type FoundBy<Method, Chosen, Contained> = Projected<
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

/** Lists are streams, one thing an Observable. */
type Emitting<Method extends MethodType, Reply> = Method['kind'] extends 'page' | 'models' | 'ids' | 'unknown'
  ? Stream<Reply>
  : Observable<Reply>;

/** A method that can be called without arguments. */
interface FreeMethod<Method extends MethodType> {
  <
    const Chosen extends ChosenFor<Method> = ChosenFor<Method>,
    const Contained extends ContainedFor<Method> = never,
    const Return extends ReturnFor<Method> = ReturnFor<Method> & true,
  >(
    args?: MethodArguments<Method> & Choosing<Chosen, Contained, Return> & PagingFor<Method>,
  ): Emitting<Method, ReplyOf<Method, Chosen, Contained, Return>>;
}

/** A method that has required parameters. */
interface BoundMethod<Method extends MethodType> {
  <
    const Chosen extends ChosenFor<Method> = ChosenFor<Method>,
    const Contained extends ContainedFor<Method> = never,
    const Return extends ReturnFor<Method> = ReturnFor<Method> & true,
  >(
    args: MethodArguments<Method> & Choosing<Chosen, Contained, Return> & PagingFor<Method>,
  ): Emitting<Method, ReplyOf<Method, Chosen, Contained, Return>>;
}

/** A method of a controller as a function of one object. */
export type MethodFunction<Method extends MethodType> = object extends Method['params']
  ? FreeMethod<Method>
  : BoundMethod<Method>;

/**
 * All methods of a controller that the catalog knows, each a function of one object that returns a stream: lists element by
 * element, page after page; models where the catalog names one.
 */
export type Controller<Of extends Target> = {
  readonly [Name in keyof ApiMethods[Of] & string]: ApiMethods[Of][Name] extends MethodType
    ? MethodFunction<ApiMethods[Of][Name]>
    : never;
};

/** The methods of a controller that a manager does not name itself. */
export type CatalogMethods<Of extends Target, Named> = Omit<Controller<Of>, keyof Named>;

/** A controller that the catalog lacks: any method, of which nothing is known. */
export type UnlistedController = Readonly<Record<string, (args?: Params) => Stream<unknown>>>;

type Modelled = CallOptions & { readonly raw?: false | undefined };
type Raw = CallOptions & { readonly raw: true };

type Facts<Of extends Target, Name extends MethodName<Of>> = ApiMethods[Of][Name] & MethodType;

/** What follows the method where there are no parameters: not for a method that requires some. */
type Without<Of extends Target, Name extends MethodName<Of>> = object extends Facts<Of, Name>['params']
  ? [params?: undefined, options?: Modelled]
  : [params: MethodArguments<Facts<Of, Name>>, options?: Modelled];

/** Any name but that of a method the catalog knows: those have types of their own. */
type Unlisted<Of extends string, Name extends string> = Of extends Target
  ? Name extends MethodName<Of>
    ? never
    : Name
  : Name;

/**
 * Calls any method of any target. One that the catalog knows is typed: its parameters, and what it emits. With `raw` the
 * parameters are not checked, and the reply's `data` is emitted as it is. Anything else is called as it is written, and
 * emits `unknown`.
 */
export interface Call {
  // First, since editors complete by the first one that fits.
  <
    Of extends Target,
    Name extends MethodName<Of>,
    const Chosen extends ChosenFor<Facts<Of, Name>> = ChosenFor<Facts<Of, Name>>,
    const Contained extends ContainedFor<Facts<Of, Name>> = never,
    const Return extends ReturnFor<Facts<Of, Name>> = ReturnFor<Facts<Of, Name>> & true,
  >(
    target: Of,
    method: Name,
    params: MethodArguments<Facts<Of, Name>> & Choosing<Chosen, Contained, Return>,
    options?: Modelled,
  ): Stream<ReplyOf<Facts<Of, Name>, Chosen, Contained, Return>>;
  <Of extends Target, Name extends MethodName<Of>>(
    target: Of,
    method: Name,
    ...without: Without<Of, Name>
  ): Stream<ReplyOf<Facts<Of, Name>, ChosenFor<Facts<Of, Name>>, never, never>>;
  (target: string, method: string, params: Params | undefined, options: Raw): Stream<Decoded>;
  <Of extends string, Name extends string>(
    target: Of,
    method: Unlisted<Of, Name>,
    params?: Params,
    options?: Modelled,
  ): Stream<unknown>;
}
/** What makes `api.controller`. */

export interface CreateController<Known extends Target = Target> {
  <Of extends Known>(target: Of): Controller<Of>;
  (target: string): UnlistedController;
}
