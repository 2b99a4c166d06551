import type { ApiMethods, MethodName, MethodType, Target } from '../../catalog/api-methods.js';
import type { Paging } from '../../models/query.js';
import type { Decoded } from '../../protocol/decoded.js';
import type { Params } from '../../protocol/encode-params.js';
import type { Stream } from '../../streams/stream.js';
import type { ChosenFor, Choosing, ContainedFor, MethodArguments, ReturnFor } from './method-arguments.js';
import type { ReplyOf } from './reply-of.js';

/** How {@link Call} treats the reply, and how it pages a list. */
export interface CallOptions extends Pick<Paging, 'pageSize' | 'prefetch' | 'concurrency' | 'demand'> {
  /** Emit the reply's `data` once, as it is: unpaged, no models; objects with integer-like keys are Maps. @default false */
  readonly raw?: boolean | undefined;
}

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
