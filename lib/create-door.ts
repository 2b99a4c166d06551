import { createCall } from './managers/call.js';
import type { Call } from './managers/controller/call-types.js';
import { type CreateController, createControllers } from './managers/controller/create-controller.js';
import { createManagers } from './managers/create-managers.js';
import type { ManagerContext } from './managers/manager-context.js';
import type { Managers } from './managers/managers.js';
import { createTransport } from './transport/create-transport.js';
import type { NormalizedOptions } from './transport/normalize-options.js';
import type { Transport } from './transport/transport.js';

/** What every client is made of, whichever way it is let in. */
export interface Door {
  readonly transport: Transport;
  readonly context: ManagerContext;
  readonly managers: Managers;
  readonly call: Call;
  readonly controller: CreateController;
}

/** Makes the parts of one client. Nothing is shared between clients but what their options share. */
export const createDoor = (options: NormalizedOptions): Door => {
  const transport = createTransport(options);
  const { managers, context } = createManagers((request) => transport.send(request));
  return { transport, context, managers, call: createCall(context), controller: createControllers(context) };
};
