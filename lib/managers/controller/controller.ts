import type { Observable } from 'rxjs';
import type { ApiMethods, MethodType, Target } from '../../catalog/api-methods.js';
import type { Params } from '../../protocol/encode-params.js';
import type { Stream } from '../../streams/stream.js';
import type { ChosenFor, Choosing, ContainedFor, MethodArguments, PagingFor, ReturnFor } from './method-arguments.js';
import type { ReplyOf } from './reply-of.js';

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
export type RestOf<Of extends Target, Named> = Omit<Controller<Of>, keyof Named>;

/** A controller that the catalog lacks: any method, of which nothing is known. */
export type UnlistedController = Readonly<Record<string, (args?: Params) => Stream<unknown>>>;
