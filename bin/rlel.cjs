#!/usr/bin/env node
'use strict';
const { existsSync } = require('node:fs');
const path = require('node:path');

const root = path.resolve(__dirname, '..');
const needed = ['dist/cli.js', 'node_modules/@tensorflow/tfjs-node-gpu/lib'];
const missing = needed.find((file) => !existsSync(path.join(root, file)));
if (missing) {
  console.error(`rlel: ${missing} is missing: run \`make setup\` first, in ${root}`);
  process.exitCode = 1;
} else {
  require('../dist/cli.js').main(process.argv);
}
