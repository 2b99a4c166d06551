import { describe, expect, expectTypeOf, it } from 'vitest';
import * as index from '../../lib/sandbox/index.js';

describe('the public names of the sandbox', () => {
  it('are these, and not more', () => {
    expect(Object.keys(index)).toEqual(['createSandbox']);
  });

  it('include types of its options', () => {
    expectTypeOf<{ reports: index.ReportOptions; rawLogs: index.RawLogOptions }>().toExtend<index.SandboxOptions>();
    expectTypeOf<index.Sandbox>().toHaveProperty('affiliateCredentials');
  });
});
