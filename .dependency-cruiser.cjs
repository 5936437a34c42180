'use strict';
// Imports, those of types too, point one way: the table of docs/architecture.md, from its last row to its first.
const layers = [
  'files|imports|input|random|settings|statistics',
  'engine',
  'labels|encodings|losses',
  'methods|networks|datasets',
  'training',
  'benchmarks',
  'data',
  'store',
  'runs',
  'plans',
  'report',
  'notebook',
  'commands',
];

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...layers.slice(0, -1).map((layer, i) => ({
      name: `${layer} stays below ${layers[i + 1]}`,
      severity: 'error',
      from: { path: `^src/(${layer})/` },
      to: { path: `^src/(${layers.slice(i + 1).join('|')})/` },
    })),
    {
      name: 'reader threads load no TensorFlow',
      severity: 'error',
      from: { path: '^src/training/batches/readerThread\\.ts$' },
      to: { path: '^src/engine/|tfjs', reachable: true },
    },
    {
      name: 'every folder is a layer',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${layers.join('|')})/` },
      to: {},
    },
    {
      name: 'nothing imports the ways in',
      severity: 'error',
      from: { path: '^src/.+/' },
      to: { path: '^src/(cli|index|core|runs|report)\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
  },
};
