import { checkInteger, checkNames } from '../protocol/check-arguments.js';
import { checkDemand } from '../streams/check-demand.js';
import { checkKeys } from '../protocol/check-keys.js';

const CONTENT = ['spool', 'tmpdir', 'maxInflatedBytes', 'demand'];
const RECORDS = [...CONTENT, 'fields', 'lazy', 'onBadRecord'];
const FIND = [...RECORDS, 'concurrency', 'ordered', 'onMissing'];

const checkFlag = (name: string, value: unknown): void => {
  if (value !== undefined && typeof value !== 'boolean') throw new TypeError(`${name} should be true or false`);
};

const checkOneOf = (name: string, value: unknown, allowed: readonly string[], besides = ''): void => {
  if (value !== undefined && !allowed.includes(value as string))
    throw new TypeError(`${name} should be ${allowed.map((word) => `'${word}'`).join(' or ')}${besides}`);
};

/** Checks the options of a call of raw logs. Throws what the stream is to end with. */
export const checkLogOptions = (kind: 'content' | 'records' | 'find', value: unknown): void => {
  const options = checkKeys('The options', value, { content: CONTENT, records: RECORDS, find: FIND }[kind]);
  const { fields, onBadRecord, tmpdir } = options;
  for (const name of ['spool', 'lazy', 'ordered']) checkFlag(name, options[name]);
  checkNames('Fields', fields);
  if (Array.isArray(fields) && fields.length === 0) throw new TypeError('Fields should name at least one column');
  if (tmpdir !== undefined && typeof tmpdir !== 'string') throw new TypeError('tmpdir should be a path');
  checkInteger('maxInflatedBytes', options['maxInflatedBytes'], 1);
  checkInteger('Concurrency', options['concurrency'], 1);
  if (typeof onBadRecord !== 'function') checkOneOf('onBadRecord', onBadRecord, ['error', 'skip'], ' or a function');
  checkOneOf('onMissing', options['onMissing'], ['error', 'skip']);
  checkDemand(options['demand']);
};
