'use strict';
// What the kernel sends arrives: all of it, in order, and as Unicode.

/** Characters of a cell's stdout, and of its stderr. */
const LIMIT = 1_000_000;
/** Texts that follow one another within this time are one message, in ms. */
const TOGETHER = 50;

/** A socket to send with. ZeroMQ refuses a message while another is being written: it waits here. */
class Outbox {
  waiting = [];
  last = Promise.resolve();

  /** @param socket is not bound yet. */
  constructor(socket) {
    this.socket = socket;
    socket.sendHighWaterMark = 0; // what is above it, a publisher drops
  }

  send(message) {
    this.waiting.push(message);
    this.sendAll();
  }

  sendAll = () => {
    while (this.waiting.length > 0) {
      try {
        this.last = this.socket.send(this.waiting[0]);
      } catch (error) {
        if (error.code === 'EBUSY') return; // goes on when the one before is written
        throw error;
      }
      this.waiting.shift();
      this.last.then(this.sendAll);
    }
  };

  /** Sends what waits first. */
  async close() {
    do await this.last;
    while (this.waiting.length > 0);
    this.socket.close();
  }
}

/** What a cell shows, as messages to send: neighbouring texts joined, and no more of them than a page can hold. */
class CellOutput {
  room = { stdout: LIMIT, stderr: LIMIT };
  name = 'stdout';
  text = '';
  sent = 0;

  /** @param send is called with the type and the content of a message. */
  constructor(send) {
    this.send = send;
  }

  write = (name, text) => {
    if (name !== this.name) this.flush();
    this.name = name;
    this.text += this.within(text);
    if (Date.now() - this.sent >= TOGETHER) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), TOGETHER);
  };

  display = (content, isUpdate) => {
    this.flush();
    this.send(isUpdate ? 'update_display_data' : 'display_data', content);
  };

  flush() {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.text === '') return;
    this.send('stream', { name: this.name, text: this.text });
    this.text = '';
    this.sent = Date.now();
  }

  /** As much of a text as there is room for, and a word where it ends. */
  within(text) {
    const room = this.room[this.name];
    if (room < 0) return '';
    this.room[this.name] -= text.length;
    if (text.length <= room) return text;
    return `${text.slice(0, room)}\n… the rest is left out: a cell can write ${LIMIT.toLocaleString('en')} characters to ${this.name}. Figures and errors are still shown.\n`;
  }
}

/** JSON can hold half of a character that UTF-16 writes as a pair; what reads it cannot write it as UTF-8. */
function wellFormed(content) {
  const json = JSON.stringify(content);
  if (!/\\ud[89a-f]/.test(json)) return content;
  return JSON.parse(json.replace(/\\(ud[89a-f]..|.)/g, (part, code) => (code.length > 1 ? '\ufffd' : part)));
}

module.exports = { CellOutput, Outbox, wellFormed };
