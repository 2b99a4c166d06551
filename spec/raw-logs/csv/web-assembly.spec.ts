import { afterEach, describe, expect, it, vi } from 'vitest';
import { webAssembly } from '../../../lib/raw-logs/csv/scanner.js';

afterEach(() => vi.unstubAllGlobals());

describe('webAssembly', () => {
  it('is what the machine has', () => {
    const memory = new (webAssembly() as NonNullable<ReturnType<typeof webAssembly>>).Memory({
      initial: 2,
      maximum: 2,
    });
    expect(memory.buffer.byteLength).toBe(131_072);
  });

  it('is undefined where it is switched off', () => {
    vi.stubGlobal('WebAssembly', undefined);
    expect(webAssembly()).toBeUndefined();
  });
});
