import { METHODS } from './generated/methods.js';

/** What kind of thing a method answers with. */
export type ReplyKind = 'boolean' | 'model' | 'models' | 'page' | 'ids' | 'scalar' | 'object' | 'unknown';

/** What the catalog knows of a method. */
export interface MethodRow {
  readonly kind: ReplyKind;
  /** The model of its rows; empty where there is none. */
  readonly model: string;
  /** Whether it only reads, and may be repeated. */
  readonly isRead: boolean;
  /** Whether it takes `limit` and `page`. */
  readonly isPaged: boolean;
  /** Names of the parameters it cannot do without. */
  readonly required: readonly string[];
}

const KINDS: Readonly<Record<string, ReplyKind>> = {
  B: 'boolean',
  I: 'ids',
  L: 'models',
  M: 'model',
  O: 'object',
  P: 'page',
  S: 'scalar',
};

const rowsOf = (target: string): readonly string[] =>
  Object.hasOwn(METHODS, target) ? (METHODS[target] ?? '').split(' ') : [];

/** `Affiliate_Offer` is the controller of offers, as affiliates see it. */
export const ownModel = (target: string): string => target.replace(/^(?:Affiliate|Advertiser)_/, '');

/** Whether the catalog has a target. */
export const hasTarget = (target: string): boolean => Object.hasOwn(METHODS, target);

/** The names of a target's methods; none for an unknown target. */
export const methodNames = (target: string): readonly string[] =>
  rowsOf(target).map((row) => row.slice(0, row.indexOf(':')));

/** What is known of a method; `undefined` for one that the catalog lacks. */
export const methodOf = (target: string, method: string): MethodRow | undefined => {
  const row = rowsOf(target).find((entry) => entry.startsWith(`${method}:`));
  if (row === undefined) return undefined;
  const [, flags = '', model = '', required = ''] = row.split(':');
  return {
    kind: KINDS[flags.charAt(0)] ?? 'unknown',
    model: model === '=' ? ownModel(target) : model,
    isRead: flags.includes('r'),
    isPaged: flags.endsWith('+'),
    required: required === '' ? [] : required.split(','),
  };
};

/** Whether a method only reads, and may be repeated. An unknown one is a write. */
export const isRead = (target: string, method: string): boolean => methodOf(target, method)?.isRead ?? false;
