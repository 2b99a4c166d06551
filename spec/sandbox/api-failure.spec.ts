import { describe, expect, it } from 'vitest';
import {
  ApiFailure,
  refuse,
  refuseField,
  refuseMissingArgument,
  refuseMissingRow,
} from '../../lib/sandbox/handlers/call.js';

describe('ApiFailure', () => {
  it('carries what the reply will say', () => {
    const failure = new ApiFailure([{ publicMessage: 'a' }, { publicMessage: 'b' }]);
    expect([failure.message, failure.errors.length, failure.name]).toEqual(['a\nb', 2, 'ApiFailure']);
  });

  it('has the words of the service', () => {
    const failures = [refuse('No'), refuseField('x'), refuseMissingRow('21'), refuseMissingArgument('id')];
    expect(failures.map(({ errors }) => errors[0]?.publicMessage)).toEqual([
      'No',
      "Field 'x' does not exist or is not allowed to be used.",
      'Failed to hydrate rows: 21',
      'Missing required argument: id',
    ]);
  });
});
