/** Names that no field of the service can take: what a model keeps for itself. */
export const MANAGER = Symbol('rxoffers.manager');
export const MODEL_NAME = Symbol('rxoffers.modelName');
export const DISPLAY = Symbol('rxoffers.display');
