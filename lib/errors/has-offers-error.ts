import type { ApiErrorItem } from './api-error-item.js';
import { formatApiErrors } from './format-api-errors.js';
import { RxOffersError } from './rx-offers-error.js';

/** Where an error of the API comes from. */
export interface HasOffersErrorContext {
  readonly target?: string | undefined;
  readonly method?: string | undefined;
  /** The `X-Request-Id` of the reply, which TUNE's support asks for. */
  readonly requestId?: string | undefined;
  readonly cause?: unknown;
}

/** The API answered, and said no. The message is the API's own, one line per item of {@link errors}. */
export class HasOffersError extends RxOffersError {
  override readonly name: string = 'HasOffersError';
  readonly errors: readonly ApiErrorItem[];
  readonly target: string | undefined;
  readonly method: string | undefined;
  readonly requestId: string | undefined;

  constructor(errors: readonly ApiErrorItem[], context: HasOffersErrorContext = {}) {
    super(formatApiErrors(errors), 'cause' in context ? { cause: context.cause } : undefined);
    this.errors = errors;
    this.target = context.target;
    this.method = context.method;
    this.requestId = context.requestId;
  }
}
