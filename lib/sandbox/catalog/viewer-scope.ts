import type { Call } from '../call.js';
import type { Entity } from '../data/entity.js';
import { idField } from './id-field.js';
import type { Scope } from './row-scope.js';

const MODELS = { affiliate: 'Affiliate', advertiser: 'Advertiser' } as const;

/** What rows have that one affiliate or advertiser may see: its own row, and of what names affiliates only what names it. */
export const viewerScope = ({ viewer }: Call, entity: Entity): Scope => {
  if (viewer.kind === 'network') return {};
  const model = MODELS[viewer.kind];
  if (entity.name === model) return { id: viewer.id };
  const column = idField(model);
  return Object.hasOwn(entity.template, column) ? { [column]: viewer.id } : {};
};
