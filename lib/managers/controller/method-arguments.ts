import type { ContainOf, MethodType, TakenBy } from '../../catalog/api-methods.js';
import type { ContainNames, FieldNames, FindAllQuery, Paging } from '../../models/query.js';
import type { FieldsNamed, RelationsIn } from '../model-named.js';

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
