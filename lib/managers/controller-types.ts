import type { Observable } from 'rxjs';
import type { ApiMethods, ContainOf, MethodType, TakenBy, Target } from '../catalog/api-methods.js';
import type { FieldsNamed, ModelNamed, RelationsIn } from './model-classes.js';
import type { ContainNames, FieldNames, FindAllQuery, Paging, Projected, UnlistedOption } from '../models/query.js';
import type { Decoded } from '../protocol/ordered-json.js';
import type { Params } from '../protocol/params.js';
import type { Stream } from '../streams/stream.js';
import type { Page } from '../streams/page.js';

/** The fields of a method's rows; any name where they are unknown. */
type FieldsOf<Method> = Method extends { readonly model: infer Model } ? FieldsNamed<Model> : FieldsNamed<never>;

type NameOf<Method> = Method extends { readonly model: infer Model extends string } ? Model : string;

/** Models that the rows of a method can contain. */
type RelationsFor<Method> = RelationsIn<ContainOf<Method>>;

/** Names for `fields`; none where the method does not take it. */
export type ChosenFor<Method> = 'fields' extends TakenBy<Method> ? FieldNames<FieldsOf<Method>> : never;

/** Names for `contain`; none where the method does not take it. */
export type ContainedFor<Method> = 'contain' extends TakenBy<Method> ? ContainNames<RelationsFor<Method>> : never;

/** The type of `return_object`; none where the method does not take it. */
export type ReturnFor<Method> = Method extends { readonly alt: string } ? boolean | 0 | 1 : never;

type Query<Method> = FindAllQuery<FieldsOf<Method>, NameOf<Method>, RelationsFor<Method>>;

/** Conditions, order, limit and page, where the method takes them. */
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
  /** Related models to contain. */
  readonly contain?: Contained | undefined;
  /** `false` for a short answer: `true`, or an id. */
  readonly return_object?: Return | undefined;
}

/** Paging options in addition to `limit` and `page`; for a method without a limit only `demand`. */
type PagingFor<Method> = 'limit' extends TakenBy<Method> ? Omit<Paging, 'limit' | 'page'> : Pick<Paging, 'demand'>;

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

/** One model, or `null` where a read finds none, or a short answer where a write requests one. */
type OneModel<Method, Chosen, Contained, Return> =
  | ([Return] extends [never]
      ? FoundBy<Method, Chosen, Contained>
      : [Return] extends [false | 0]
        ? never
        : FoundBy<Method, Chosen, Contained>)
  | (Extract<Return, false | 0> extends never ? never : Short<Method>)
  | (Method extends { readonly read: true } ? null : never);

/** The type that a method emits: each element of a list, or one thing. */
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

/** A list is a Stream, one thing an Observable. */
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

/** The list of a {@link FreeMethod}, page by page. */
interface FreePages<Method extends MethodType> {
  <const Chosen extends ChosenFor<Method> = ChosenFor<Method>, const Contained extends ContainedFor<Method> = never>(
    args?: MethodArguments<Method> & Choosing<Chosen, Contained, never> & PagingFor<Method>,
  ): Stream<Page<ReplyOf<Method, Chosen, Contained, never>>>;
}

/** The list of a {@link BoundMethod}, page by page. */
interface BoundPages<Method extends MethodType> {
  <const Chosen extends ChosenFor<Method> = ChosenFor<Method>, const Contained extends ContainedFor<Method> = never>(
    args: MethodArguments<Method> & Choosing<Chosen, Contained, never> & PagingFor<Method>,
  ): Stream<Page<ReplyOf<Method, Chosen, Contained, never>>>;
}

/** What selects the rows of a list to count: the method's own parameters, and conditions. */
type CountArguments<Method extends MethodType> = Readonly<Method['params']> &
  Pick<Query<Method>, 'demand' | ('filters' extends TakenBy<Method> ? 'filters' | 'connector' : never)>;

/** A paged list that can be called without arguments. */
interface FreeList<Method extends MethodType> extends FreeMethod<Method> {
  /** Emits all rows page by page, each page with the counts that the service gives. */
  readonly findPages: FreePages<Method>;
  /** Emits the number of matching rows once. One request, for one row; all pages where the service gives no count. */
  count(args?: CountArguments<Method>): Observable<number>;
}

/** A paged list that has required parameters. */
interface BoundList<Method extends MethodType> extends BoundMethod<Method> {
  /** Emits all rows page by page, each page with the counts that the service gives. */
  readonly findPages: BoundPages<Method>;
  /** Emits the number of matching rows once. One request, for one row; all pages where the service gives no count. */
  count(args: CountArguments<Method>): Observable<number>;
}

/** Whether a method can be called without arguments, as one can whose parameters are unknown. */
export type IsFree<Method extends MethodType> = Record<never, never> extends Method['params'] ? true : false;

/** Whether a method gives a list page by page. */
type IsPaged<Method extends MethodType> =
  'limit' | 'page' extends TakenBy<Method> ? (Method['kind'] extends 'page' | 'models' | 'ids' ? true : false) : false;

/** A method of a controller as a function of one object. */
type MethodFunction<Method extends MethodType> =
  IsPaged<Method> extends true
    ? IsFree<Method> extends true
      ? FreeList<Method>
      : BoundList<Method>
    : IsFree<Method> extends true
      ? FreeMethod<Method>
      : BoundMethod<Method>;

/** `findPages` and `count` of a controller that has `findAll`, as managers have them. */
type FindAllMembers<Methods> = Methods extends { readonly findAll: infer FindAll extends MethodType }
  ? IsPaged<FindAll> extends true
    ? Pick<FreeList<FindAll>, 'findPages' | 'count'>
    : unknown
  : unknown;

/**
 * All methods of a controller that the catalog knows, each a function of one object that returns a stream: lists element by
 * element, page after page; models where the catalog names one. A paged list also has `findPages` and `count`, and so has a
 * controller with a paged `findAll`.
 */
export type Controller<Of extends Target> = {
  readonly [Name in keyof ApiMethods[Of] & string]: ApiMethods[Of][Name] extends MethodType
    ? MethodFunction<ApiMethods[Of][Name]>
    : never;
} & FindAllMembers<ApiMethods[Of]>;

/** The methods of a controller without those that a manager types by hand. */
export type CatalogMethods<Of extends Target, Named> = Omit<Controller<Of>, keyof Named>;

type UnlistedMethod = (args?: Params) => Stream<unknown>;

/** A controller whose methods the catalog does not list: it has a method of any name. */
export type UnlistedController = Readonly<Record<string, UnlistedMethod>>;

/** A controller of the catalog whose methods also take parameters that the catalog does not list, and then emit `unknown`. */
type OpenController<Of extends Target> = UnlistedController & {
  readonly [Name in keyof Controller<Of>]: Controller<Of>[Name] & UnlistedMethod;
};

/** The type of `api.controller`. */
export interface CreateController<Known extends Target = Target> {
  <Of extends Known>(target: Of): Controller<Of>;
  <Of extends Known>(target: Of, options: UnlistedOption): OpenController<Of>;
  (target: string, options: UnlistedOption): UnlistedController;
}
