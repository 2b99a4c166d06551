/** The fields of a stored checkpoint, not checked yet. */
export type CheckpointFields = Readonly<Record<string, unknown>>;

/** The format of the checkpoints of one method. */
interface CheckpointFormat {
  readonly version: number;
  /**
   * Why a checkpoint of this version belongs to another stream, as the end of a sentence that starts with the label
   * (`should be of clicks, not of "conversions"`); `undefined` where it belongs here.
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

const instead = (version: unknown): string =>
  version === undefined ? ', but it has no version' : `, not ${JSON.stringify(version)}`;

/**
 * Parses a checkpoint that was stored as JSON; `undefined` and `null` mean that there is none. Returns the given object
 * itself. Members that a store adds (`_id`) are allowed. A checkpoint of another format is refused, because resuming from
 * it would repeat or lose elements.
 *
 * @param label the method and the parameter: `rawLogs.clicks.follow: checkpoint`
 * @throws TypeError for anything that is not a checkpoint of the format
 */
export const parseCheckpoint = <Checkpoint>(
  label: string,
  value: unknown,
  { version, mismatch, wrongField }: CheckpointFormat,
): Checkpoint | undefined => {
  if (value === undefined || value === null) return undefined;
  const fields = fieldsOf(label, value);
  if (fields['version'] !== version)
    throw new TypeError(`${label} should be of version ${version}${instead(fields['version'])}`);
  const reason = mismatch(fields);
  if (reason !== undefined) throw new TypeError(`${label} ${reason}`);
  const wrong = wrongField(fields);
  if (wrong !== undefined) throw new TypeError(`${label} should be as it was emitted, but its "${wrong}" is wrong`);
  return fields as Checkpoint;
};
