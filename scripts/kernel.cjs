'use strict';
// Jupyter's kernel: tslab, started in the project's root wherever the notebook lies, so that cells find `rlel`. What tslab
// leaves out is added: outputs of several types, errors as Jupyter's own messages, the number of the cell that runs, and
// messages that all arrive.
const { existsSync } = require('node:fs');
const path = require('node:path');
const util = require('node:util');

const root = path.resolve(__dirname, '..');
const advice = `Run \`make setup\` in ${root}, then restart the kernel.`;
const tslab = path.join(root, 'node_modules/tslab/dist');
if (!existsSync(tslab)) {
  console.error(`rlel: node_modules/tslab is missing, and with it the notebooks' kernel. ${advice}`);
  process.exit(1);
}
process.chdir(root);
// TensorFlow starts with the kit's settings, whichever package a cell loads first.
const environment = path.join(root, 'dist/engine/environment.js');
if (existsSync(environment)) require(environment);
const { CellOutput, Outbox, wellFormed } = require('./kernelMessages.cjs');
const jupyter = require(path.join(tslab, 'jupyter.js'));
const executors = require(path.join(tslab, 'executor.js'));

/** The number of the cell that runs, or ran last. */
let cell = 0;
/** What it failed with, a list of console.error's arguments. */
let failures = [];
/** What it shows. */
let output;
/** Errors that no cell waited for: tslab prints them, often after the cell has ended, and goes on. */
const lateErrors = [];
const MOST_ERRORS = 100;
const LONGEST_ERROR = 2000;

// src/notebook/kernel.ts and scripts/run-notebooks.py find it by this name.
globalThis[Symbol.for('rlel.kernel')] = {
  lateErrors,
  display({ data, metadata = {} }, id, update) {
    jupyter.lastWriteDisplayData({ data, metadata, transient: id === undefined ? {} : { display_id: id } }, update);
  },
};

for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, (error) => {
    if (lateErrors.length < MOST_ERRORS)
      lateErrors.push({ cell, text: describe([error]).text.slice(0, LONGEST_ERROR).toWellFormed() });
  });
}
process.on('exit', () => output?.flush());

const { createExecutor } = executors;
executors.createExecutor = (folder, converters) => {
  const console = { log: (value) => globalThis.console.log(value), error: (...values) => failures.push(values) };
  const executor = createExecutor(folder, converters, console);
  const { execute } = executor;
  executor.execute = async (code) => {
    failures = [];
    if (/from\s+['"]rlel['"]/.test(code) && !existsSync(path.join(root, 'node_modules/rlel/dist/index.js'))) {
      failures.push([`The package rlel is not built. ${advice}`]);
      return false;
    }
    return execute(code);
  };
  return executor;
};

/** An error, or a diagnostic of the compiler (a format and its values), in words. */
function describe([first, ...rest]) {
  if (!(first instanceof Error))
    return { name: 'Error', message: util.format(first, ...rest), text: util.format(first, ...rest) };
  const { name, message } = first;
  return { name, message, text: isForUser(first) ? `${name}: ${message}` : withoutKernel(util.inspect(first)) };
}

/** An RlelError says what to do: where it was thrown is of no interest. */
function isForUser(error) {
  for (let type = error; type; type = Object.getPrototypeOf(type)) {
    if (type.constructor?.name === 'RlelError') return true;
  }
  return false;
}

const withoutKernel = (stack) =>
  stack.replace(/\n +at .*(node_modules\/tslab|scripts\/kernel.cjs|\(node:|at node:).*/g, '');

/** The content of Jupyter's error message. */
function failure() {
  const parts = failures.map(describe);
  return {
    ename: parts[0]?.name ?? 'Error',
    evalue: parts.map(({ message }) => message).join('\n'),
    traceback: parts.map(({ text }) => text),
  };
}

const { handleExecuteImpl } = jupyter.JupyterHandlerImpl.prototype;
jupyter.JupyterHandlerImpl.prototype.handleExecuteImpl = function (request, ...outputs) {
  cell = this.execCount + 1;
  request.onStart(cell);
  return handleExecuteImpl.call(this, request, ...outputs);
};

jupyter.ZmqServer.prototype.handleExecute = async function (socket, message) {
  const send = (type, content, to = this.iopub) => {
    const reply = message.createReply();
    reply.header.msg_type = type;
    reply.content = wellFormed(content);
    reply.signAndSend(this.connInfo.key, to);
  };
  const { code } = message.content;
  const own = new CellOutput(send);
  const onStart = (number) => {
    output = own;
    send('execute_input', { code, execution_count: number });
  };
  const result = await this.handler.handleExecute({ code, onStart }, own.write, own.display);
  own.flush();
  if (result.status === 'error') {
    Object.assign(result, failure());
    send('error', failure());
  }
  if (result.status === 'abort') result.status = 'aborted'; // as Jupyter spells it
  send('execute_reply', result, socket);
};

const { bindSocket } = jupyter.ZmqServer.prototype;
jupyter.ZmqServer.prototype.bindSocket = function (socket, port) {
  const name = Object.keys(this).find((key) => this[key] === socket);
  this[name] = new Outbox(socket);
  return bindSocket.call(this, socket, port);
};

require(path.join(tslab, 'main.js')).startKernel({ configPath: process.argv[2], enableFindLocal: false });
