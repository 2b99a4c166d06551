import type { Observable } from 'rxjs';
import type { Registry } from '../models/registry.js';
import type { ApiRequest } from '../transport/api-request.js';
import type { Reply } from '../transport/reply.js';
import type { Managers } from './managers.js';

/** What a manager works with; one for each client. */
export interface ManagerContext {
  readonly send: (request: ApiRequest) => Observable<Reply>;
  readonly registry: Registry;
  /** The other managers of the same client, for what models lead to. */
  readonly managers: Managers;
}
