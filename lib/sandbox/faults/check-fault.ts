import { checkKeys, checkRecord, shown } from '../../protocol/validate.js';
import {
  anyFunction,
  anyText,
  type Check,
  checkMembers,
  integerFrom,
  numberFrom,
  numberThat,
  oneOf,
  texts,
} from '../wire/checks.js';
import type { Fault, FaultKind } from './script.js';

const position = integerFrom(0);

const point = oneOf(['start', 'headers', 'body']);

const status = numberThat(
  'an integer from 200 to 599',
  (value) => Number.isInteger(value) && value >= 200 && value <= 599,
);

type Kind = FaultKind['kind'];

/** Some union members lack a member, so `keyof` is taken of each. */
type MembersOf<K extends Kind> = Exclude<keyof Extract<FaultKind, { kind: K }>, 'kind'>;

/** The members of each kind, in addition to those of every fault. A kind without its line does not compile. */
const MEMBERS: { readonly [K in Kind]: Readonly<Record<MembersOf<K>, Check>> } = {
  reset: { at: point },
  stall: { at: point },
  status: { status, retryAfter: numberFrom(0), headers: texts, body: anyText },
  garbage: { as: oneOf(['html', 'text', 'truncated', 'empty', 'encoding']) },
  slow: { bytes: integerFrom(1), every: numberFrom(0) },
  refuse: { message: anyText },
  limit: {},
  cut: { at: position },
  'stall-at': { at: position },
  change: { at: position },
  corrupt: { at: position },
  crc: {},
  truncate: { at: position },
  'not-a-zip': {},
  s3: { status, code: anyText, message: anyText },
};

/** The members that a kind cannot do without. */
const REQUIRED: Readonly<Partial<Record<Kind, string>>> = {
  ...{ cut: 'at', 'stall-at': 'at', truncate: 'at', status: 'status', refuse: 'message' },
};

const times = numberThat(
  'an integer of at least 1 or Infinity',
  (value) => value === Infinity || (Number.isSafeInteger(value) && value >= 1),
);

const COMMON = { times, when: anyFunction } satisfies Record<Exclude<keyof Fault, 'kind'>, Check>;

const CALLER = 'Sandbox.faults.next';

const isKind = (kind: unknown): kind is Kind => typeof kind === 'string' && Object.hasOwn(MEMBERS, kind);

/** Requires a fault that can happen: a kind that exists, and only the members of that kind. @throws TypeError, RangeError */
export const checkFault = (fault: unknown): void => {
  const { kind, ...members } = checkRecord(`${CALLER}: fault`, fault);
  if (!isKind(kind))
    throw new TypeError(`${CALLER}: kind should be one of ${Object.keys(MEMBERS).join(', ')}, not ${shown(kind)}`);
  const known: Readonly<Record<string, Check>> = { ...MEMBERS[kind], ...COMMON };
  checkGiven(kind, members, known);
  const required = REQUIRED[kind];
  if (required !== undefined && members[required] === undefined) known[required]?.(`${CALLER}: ${required}`, undefined);
  checkMembers(`${CALLER}: `, members, known);
};

const checkGiven = (kind: Kind, members: object, known: Readonly<Record<string, Check>>): void => {
  const given = Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
  checkKeys(`${CALLER}: a fault of the kind ${kind}`, given, Object.keys(known));
};
