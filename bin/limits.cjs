'use strict';
// Limits under which Node.js, TensorFlow or the system would end a training, with a stack of theirs or without a word.
const { readFileSync } = require('node:fs');
const { getHeapStatistics } = require('node:v8');

const MB = 2 ** 20;

/** In words, what limits this process to less memory than the smallest training takes; null where nothing does. */
exports.tooLittleMemory = () => {
  const limits = [
    { of: 'the address space (ulimit -v)', bytes: addressSpace(), needed: 4096 * MB },
    { of: 'the memory of this container or job', bytes: process.constrainedMemory?.() || Infinity, needed: 768 * MB },
    { of: 'JavaScript’s heap (--max-old-space-size)', bytes: getHeapStatistics().heap_size_limit, needed: 100 * MB },
  ];
  const low = limits.find(({ bytes, needed }) => bytes < needed);
  if (!low) return null;
  const megabytes = Math.floor(low.bytes / MB);
  return `There is too little memory: ${low.of} is limited to ${megabytes} MB, a small training needs ${low.needed / MB}. Raise the limit.`;
};

/** Bytes. */
function addressSpace() {
  try {
    const [, soft] = /^Max address space +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return soft === undefined ? Infinity : Number(soft);
  } catch {
    return Infinity; // no /proc
  }
}
