#!/usr/bin/env node
'use strict';
const { existsSync } = require('node:fs');
const path = require('node:path');

const cli = path.join(__dirname, '../dist/cli.js');
const addon = path.join(__dirname, '../node_modules/@tensorflow/tfjs-node-gpu/lib/napi-v8/tfjs_binding.node');
const missing = [cli, addon].find((file) => !existsSync(file));
if (missing) {
  process.stderr.write(`rlel: ${missing} is not there. Run "make setup" first.\n`);
  process.exitCode = 1;
} else {
  require(cli).main(process.argv);
}
