import { TestScheduler } from 'rxjs/testing';
import { expect } from 'vitest';

type Script = Parameters<TestScheduler['run']>[0];

/** The helpers that a marble test gets. */
export type Marbles = Parameters<Script>[0];

/** Runs a marble test in virtual time. */
export const marbles = (script: Script): void => {
  new TestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(script);
};
