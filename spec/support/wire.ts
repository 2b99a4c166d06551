import { type Parameter, writeParameters } from '../../lib/protocol/params.js';
import { createTimeZone } from '../../lib/protocol/time-zone.js';

const zone = createTimeZone('timeZone', 'UTC');

/** Parameters of a read as one readable line, not percent-encoded: `limit=2&page=3`. */
export const wire = (parameters: readonly Parameter[]): string =>
  writeParameters(parameters, { zone, kind: 'read' })
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
