import type { Observable } from 'rxjs';
import type { Decoded } from '../../protocol/decoded.js';
import type { Params } from '../../protocol/encode-params.js';

/**
 * Calls a method of the service's `RawLog` for one type of log, whose `log_type` is added by whoever makes the function.
 * Cold; emits the reply's `data` once.
 */
export type RawLogCall = (method: string, params: Params) => Observable<Decoded>;
