import { cpSync, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type * as Rxjs from 'rxjs';

const require = createRequire(import.meta.url);

/** Another copy of rxjs than the one the library uses, as an application may have. */
export const secondRxjs = (): typeof Rxjs => {
  const folder = join(mkdtempSync(join(tmpdir(), 'second-rxjs-')), 'node_modules');
  cpSync(dirname(require.resolve('rxjs/package.json')), join(folder, 'rxjs'), { recursive: true });
  cpSync(dirname(require.resolve('tslib/package.json')), join(folder, 'tslib'), { recursive: true });
  return require(join(folder, 'rxjs')) as typeof Rxjs;
};
