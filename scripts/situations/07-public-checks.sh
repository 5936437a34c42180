# Everything exported checks what it is given.

# refused CODE PATTERN: code with the package, which has to throw an RlelError of that text.
refused() {
  attempt node -e "
    const { rlelLoss, registerMethod, tf } = require('rlel');
    const loss = (given) => rlelLoss({
      codes: tf.zeros([2, 4]), decoding: tf.zeros([4, 5]), labels: tf.zeros([2]), alpha: 0.1, beta: 1, form: 'paper', ...given,
    });
    try { $1; console.log('not refused'); } catch ({ name, message }) { console.log(name + ': ' + message); }"
  expect 0 "^RlelError: .*$2"
}

wrong_shape() { refused 'loss({ labels: tf.zeros([2, 3]) })' 'labels'; }
try 'labels of the wrong shape' 'an RlelError that names them' wrong_shape

wrong_form() { refused "loss({ form: 'Paper' })" 'Paper'; }
try '`form: "Paper"`' 'an RlelError that names it' wrong_form

empty_method() { refused 'registerMethod({})' 'name'; }
try '`registerMethod({})`' 'an RlelError that says what is missing' empty_method
