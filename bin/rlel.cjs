#!/usr/bin/env node
'use strict';
const { spawnSync } = require('node:child_process');
const { existsSync, openSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { tooLittleMemory } = require('./limits.cjs');

const root = path.resolve(__dirname, '..');
const setup = path.join(root, '.setup');

/**
 * Keeps set-up from changing what is installed until this process ends: a lock of the file that stays open, as
 * share_installation in scripts/environment.sh takes it.
 */
function shareInstallation() {
  const file = path.join(setup, 'in-use');
  if (!existsSync(file)) return;
  const stdio = ['ignore', 'ignore', 'ignore', openSync(file, 'r')];
  const lock = (...how) => spawnSync('flock', ['--shared', ...how, '3'], { stdio }).status;
  if (lock('--nonblock') === 1) {
    console.error(`rlel: waiting for the set-up that is under way in ${root}`);
    lock();
  }
}

/** Which steps of set-up failed, and their logs; empty where none did. */
function failedSteps() {
  const file = path.join(setup, 'failed');
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd() : '';
}

/** Why this command cannot be run; null where it can. */
function problem() {
  const needed = ['dist/cli.js', 'node_modules/@tensorflow/tfjs-node-gpu/lib'];
  const missing = needed.find((file) => !existsSync(path.join(root, file)));
  if (missing) return `${missing} is missing: run \`make setup\` in ${root}\n${failedSteps()}`.trimEnd();
  return ['doctor', 'reproduce', 'run', 'worker'].includes(process.argv[2]) ? tooLittleMemory() : null;
}

shareInstallation();
const found = problem();
if (found) {
  console.error(`rlel: ${found}`);
  process.exitCode = 1;
} else {
  require('../dist/cli.js').main(process.argv);
}
