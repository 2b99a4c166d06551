import type { ApiMethods, MethodName, MethodType, Target } from '../catalog/api-methods.js';
import type { UnlistedOption } from '../models/query.js';
import type { Decoded } from '../protocol/ordered-json.js';
import type { Params } from '../protocol/params.js';
import type { Stream } from '../streams/stream.js';
import type { CallOptions } from '../calls/controller/controller.js';
import type {
  Choosing,
  ChosenFor,
  ContainedFor,
  IsFree,
  MethodArguments,
  ReplyOf,
  ReturnFor,
} from './controller-types.js';

type Modelled = CallOptions & { readonly raw?: false | undefined };
type Listed = Modelled & { readonly unlisted?: false | undefined };
type Raw = CallOptions & { readonly raw: true };

type Facts<Of extends Target, Name extends MethodName<Of>> = ApiMethods[Of][Name] & MethodType;

/** Whether a name is one name, not a union: the compiler falls back to all names where it refuses the one given. */
type IsOne<Name, All = Name> = [Name] extends [never]
  ? false
  : Name extends All
    ? [All] extends [Name]
      ? true
      : false
    : never;

/** Arguments of `call` after the method if parameters are left out, which a method with required ones does not allow. */
type Without<Of extends Target, Name extends MethodName<Of>> =
  IsFree<Facts<Of, Name>> extends true
    ? []
    : IsOne<Name> extends true
      ? [params: MethodArguments<Facts<Of, Name>>, options?: Listed]
      : [];

/** Parameters that may be left out come as `undefined` where only options are given. */
type NoParams<Method extends MethodType> = IsFree<Method> extends true ? undefined : never;

/**
 * Calls any method of any target that the client has. Parameters and emitted elements are typed. With `raw` the parameters
 * are not checked, and the reply's `data` is emitted as it is. With `unlisted` the names need not be in the catalog: those of
 * the parameters, with the same elements, or those of the target and the method, which then emits `unknown`.
 */
export interface Call<Known extends Target = Target> {
  // First, since editors complete by the first signature that fits.
  <
    Of extends Known,
    Name extends MethodName<Of>,
    const Chosen extends ChosenFor<Facts<Of, Name>> = ChosenFor<Facts<Of, Name>>,
    const Contained extends ContainedFor<Facts<Of, Name>> = never,
    const Return extends ReturnFor<Facts<Of, Name>> = ReturnFor<Facts<Of, Name>> & true,
  >(
    target: Of,
    method: Name,
    params: (MethodArguments<Facts<Of, Name>> & Choosing<Chosen, Contained, Return>) | NoParams<Facts<Of, Name>>,
    options?: Listed,
  ): Stream<ReplyOf<Facts<Of, Name>, Chosen, Contained, Return>>;
  <Of extends Known, Name extends MethodName<Of>>(
    target: Of,
    method: Name,
    ...without: Without<Of, Name>
  ): Stream<ReplyOf<Facts<Of, Name>, ChosenFor<Facts<Of, Name>>, never, never>>;
  <Of extends Known, Name extends MethodName<Of>>(
    target: Of,
    method: Name,
    params: Params | undefined,
    options: Raw & { readonly unlisted?: false | undefined },
  ): Stream<Decoded>;
  <Of extends Known, Name extends MethodName<Of>>(
    target: Of,
    method: Name,
    params: Params | undefined,
    options: Modelled & UnlistedOption,
  ): Stream<ReplyOf<Facts<Of, Name>, ChosenFor<Facts<Of, Name>>, never, ReturnFor<Facts<Of, Name>>>>;
  (target: string, method: string, params: Params | undefined, options: Raw & UnlistedOption): Stream<Decoded>;
  (target: string, method: string, params: Params | undefined, options: Modelled & UnlistedOption): Stream<unknown>;
}
