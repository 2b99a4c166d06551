import { kindOf } from '../protocol/validate.js';

/** The fields of a stored checkpoint, not checked yet. */
export type CheckpointFields = Readonly<Record<string, unknown>>;

/** The version of the checkpoints of this release. Those of version 1 name no network, and cannot be checked. */
export const CHECKPOINT_VERSION = 2;

/** The format of the checkpoints of one method. */
interface CheckpointFormat {
  /** The network that they have to be of. */
  readonly networkId: string;
  /**
   * Why a checkpoint of this version and network belongs to another stream, as the end of a sentence that starts with the
   * label (`should be of clicks, not of 'conversions'`); `undefined` where it belongs here.
   */
  readonly mismatch: (fields: CheckpointFields) => string | undefined;
  /** The name of a field with an invalid value; `undefined` if all are valid. */
  readonly wrongField: (fields: CheckpointFields) => string | undefined;
}

const fieldsOf = (label: string, value: unknown): CheckpointFields => {
  if (typeof value === 'string') throw new TypeError(`${label} should be an object, not its JSON text`);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError(`${label} should be an object, as it was emitted`);
  return value as CheckpointFields;
};

const LONGEST = 60;

/** A field as an error message shows it: in full only if it is a short text. */
export const shownField = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? JSON.stringify(value.slice(0, LONGEST)) : kindOf(value);
};

const instead = (version: unknown): string => {
  if (version === undefined) return ', but it has no version';
  const hint = version === 1 ? ', which an earlier release stored: leave it out, and start over with since' : '';
  return `, not ${typeof version === 'number' ? version : shownField(version)}${hint}`;
};

/**
 * Parses a checkpoint that was stored as JSON; `undefined` and `null` mean that there is none. Returns the given object
 * itself. Members that a store adds (`_id`) are allowed. A checkpoint of another network, method or version is refused,
 * because resuming from it would repeat or lose elements.
 *
 * @param label the method and the parameter: `rawLogs.clicks.follow: checkpoint`
 * @throws TypeError for anything that is not a checkpoint of the format
 */
export const parseCheckpoint = <Checkpoint>(
  label: string,
  value: unknown,
  { networkId, mismatch, wrongField }: CheckpointFormat,
): Checkpoint | undefined => {
  if (value === undefined || value === null) return undefined;
  const fields = fieldsOf(label, value);
  const { version, networkId: network } = fields;
  if (version !== CHECKPOINT_VERSION)
    throw new TypeError(`${label} should be of version ${CHECKPOINT_VERSION}${instead(version)}`);
  if (network !== networkId)
    throw new TypeError(`${label} should be of the network ${shownField(networkId)}, not of ${shownField(network)}`);
  const reason = mismatch(fields);
  if (reason !== undefined) throw new TypeError(`${label} ${reason}`);
  const wrong = wrongField(fields);
  if (wrong !== undefined) throw new TypeError(`${label} should be as it was emitted, but its "${wrong}" is wrong`);
  return fields as Checkpoint;
};
