import type { AdvertiserMethods } from './generated/advertiser-methods.js';
import type { AffiliateMethods } from './generated/affiliate-methods.js';
import type { ReplyKind } from './methods.js';
import type { NetworkMethods } from './generated/network-methods.js';

/** All methods of the catalog, by target. */
export interface ApiMethods extends NetworkMethods, AffiliateMethods, AdvertiserMethods {}

/** A target of the catalog. */
export type Target = keyof ApiMethods;

/** A method of a target. */
export type MethodName<Of extends Target> = keyof ApiMethods[Of] & string;

/** The facts about one method; members that do not apply are absent. */
export interface MethodType {
  readonly kind: ReplyKind;
  /** Model of the rows. */
  readonly model?: string;
  /** Present if it only reads. */
  readonly read?: true;
  /** The kind of reply with `return_object: false`. */
  readonly alt?: string;
  /** Its parameters, except those of a query. */
  readonly params: object;
  /** Which of `filters`, `sort`, `fields`, `contain`, `limit` and `page` it takes. */
  readonly query?: string;
  /** Model of each name that `contain` takes. */
  readonly contain?: object;
}

/** The facts about a method, by target and name. */
export type MethodNamed<Of extends string, Name extends string> = Of extends Target
  ? Name extends MethodName<Of>
    ? ApiMethods[Of][Name]
    : never
  : never;

/** The query parameters that a method takes. A method whose parameters are unknown takes `fields` and `contain`. */
export type TakenBy<Method> = Method extends { readonly params: infer Params }
  ? string extends keyof Params
    ? 'fields' | 'contain'
    : Method extends { readonly query: infer Query }
      ? Query
      : never
  : never;

/** The models that a method can include, by their name in `contain`. */
export type ContainOf<Method> = Method extends { readonly contain: infer Contain }
  ? Contain
  : 'contain' extends TakenBy<Method>
    ? Readonly<Record<string, string>>
    : object;
