import type { AdvertiserMethods } from './generated/advertiser-methods.js';
import type { AffiliateMethods } from './generated/affiliate-methods.js';
import type { ReplyKind } from './methods.js';
import type { NetworkMethods } from './generated/network-methods.js';

/** All methods that the catalog knows, by target. */
export interface ApiMethods extends NetworkMethods, AffiliateMethods, AdvertiserMethods {}

/** A target that the catalog knows. */
export type Target = keyof ApiMethods;

/** A method of a target. */
export type MethodName<Of extends Target> = keyof ApiMethods[Of] & string;

/** What the catalog says of one method; the members that do not apply are absent. */
export interface MethodType {
  readonly kind: ReplyKind;
  /** Model of the rows. */
  readonly model?: string;
  /** It only reads. */
  readonly read?: true;
  /** What comes instead with `return_object: false`. */
  readonly alt?: string;
  /** Parameters of its own. */
  readonly params: object;
  /** Which of `filters`, `sort`, `fields`, `contain`, `limit` and `page` it takes. */
  readonly query?: string;
  /** Model by name in `contain`. */
  readonly contain?: object;
}

/** What the catalog says of one method, by its names. */
export type MethodNamed<Of extends string, Name extends string> = Of extends Target
  ? Name extends MethodName<Of>
    ? ApiMethods[Of][Name]
    : never
  : never;

/** Which of the parameters of a query a method takes; all of them where nobody knows what it takes. */
export type TakenBy<Method> = Method extends { readonly params: infer Params }
  ? string extends keyof Params
    ? 'fields' | 'contain'
    : Method extends { readonly query: infer Query }
      ? Query
      : never
  : never;

/** The models a method can bring along, by their name in `contain`. */
export type ContainOf<Method> = Method extends { readonly contain: infer Contain }
  ? Contain
  : 'contain' extends TakenBy<Method>
    ? Readonly<Record<string, string>>
    : object;
