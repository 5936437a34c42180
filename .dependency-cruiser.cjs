'use strict';
// Imports point one way: report → study → training → methods, networks, datasets → losses, encodings, labels → engine.
const layers = [
  'engine',
  'labels|encodings|losses|statistics',
  'methods|networks|datasets',
  'training',
  'study',
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
      from: { path: '^src/training/readerThread\\.ts$' },
      to: { path: '^src/engine/|tfjs', reachable: true },
    },
    {
      name: 'nothing imports the ways in',
      severity: 'error',
      from: { path: '^src/.+/' },
      to: { path: '^src/(cli|index)\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: false,
  },
};
