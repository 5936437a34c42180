'use strict';
// Fails unless node_modules holds every package that package-lock.json lists for this machine, in its version.
const { readFileSync } = require('node:fs');

const json = (file) => JSON.parse(readFileSync(file, 'utf8'));
const fits = ({ os = [], cpu = [], libc = ['glibc'] }) =>
  os.includes('linux') && cpu.includes('x64') && libc.includes('glibc');

function isThere([folder, { version }]) {
  try {
    return json(`${folder}/package.json`).version === version;
  } catch {
    return false;
  }
}

const listed = Object.entries(json('package-lock.json').packages).filter(
  ([folder, entry]) => folder !== '' && (!entry.optional || fits(entry)),
);
const missing = listed.filter((entry) => !isThere(entry)).map(([folder]) => folder);
if (missing.length > 0) {
  console.error(`error: npm ended without an error, but ${missing.length} packages are missing: ${missing.join(', ')}`);
  process.exitCode = 1;
}
