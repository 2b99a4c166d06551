/**
 * The house rule: a room imports only rooms below it. Top to bottom:
 * index, client, sandbox, operators, managers, calls, raw-logs and reports, models, streams, transport, protocol.
 * `errors` and `catalog` may be known by all; `streams` knows only rxjs; only `transport` knows undici.
 */
const below = {
  managers: ['calls', 'raw-logs', 'reports', 'models', 'streams', 'transport', 'protocol'],
  calls: ['models', 'streams', 'transport', 'protocol'],
  'raw-logs': ['models', 'streams', 'transport', 'protocol'],
  reports: ['models', 'streams', 'transport', 'protocol'],
  models: ['streams', 'transport', 'protocol'],
  streams: [],
  operators: ['streams'],
  transport: ['streams', 'protocol'],
  protocol: [],
  errors: [],
  catalog: [],
  sandbox: ['protocol'],
};
const always = (room) => (room === 'errors' || room === 'catalog' ? [room, 'catalog'] : [room, 'errors', 'catalog']);

const rooms = Object.entries(below).map(([room, known]) => ({
  name: `room-${room}`,
  comment: `${room} may import only: ${[...always(room), ...known].join(', ')}`,
  severity: 'error',
  from: { path: `^lib/${room}/` },
  to: {
    path: '^lib/',
    pathNot: `^lib/(${[...always(room), ...known].join('|')})/`,
  },
}));

module.exports = {
  forbidden: [
    ...rooms,
    {
      name: 'client-below-index',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/index.ts$' },
      to: { path: '^lib/index.ts$' },
    },
    {
      name: 'only-transport-knows-undici',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/transport/' },
      to: { path: 'undici' },
    },
    {
      name: 'streams-know-only-rxjs',
      severity: 'error',
      from: { path: '^lib/streams/' },
      to: { dependencyTypes: ['npm', 'npm-peer', 'npm-dev'], pathNot: 'node_modules/rxjs' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^lib/', pathNot: '^lib/(index.ts|catalog/|sandbox/index.ts)' },
      to: {},
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
