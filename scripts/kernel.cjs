'use strict';
// Starts tslab's kernel from this project's node_modules, wherever the notebook lies.
const path = require('node:path');

const tslab = path.resolve(__dirname, '../node_modules/tslab/dist/main.js');
require(tslab).startKernel({ configPath: process.argv[2], enableFindLocal: false });
