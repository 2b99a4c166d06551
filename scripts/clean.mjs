// Empties dist before a build, so that a file removed from lib does not ship.
import { rm } from 'node:fs/promises';

await rm(new URL('../dist', import.meta.url), { recursive: true, force: true });
