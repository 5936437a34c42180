# Settings of TensorFlow hold whoever loads it first.

danfojs_first() {
  train command
  expect 0
  notebook danfojs "import * as dfd from 'danfojs-node';
console.log(new dfd.Series([1, 2]).mean());" "import { loadOrTrain } from 'rlel';
await loadOrTrain({ benchmark: 'PN', method: 'direct', seed: 7 });"
  expect 0
  [ "$(predictions danfojs)" = "$(predictions command)" ] || fault 'other predictions than without danfojs'
  happened 'the same predictions as without danfojs'
}
try 'a cell uses danfojs before rlel, then trains' 'the bits of rlel alone' danfojs_first

tfjs_first() {
  attempt node -e "
    require('@tensorflow/tfjs-node-gpu').scalar(1).dataSync();
    const { configOn, executeRun, identityOf, openData, RunStore } = require('rlel/runs');
    const request = { benchmark: 'PN', method: 'direct', profile: 'quick', seed: 7, settings: {} };
    openData(request, { folder: null, trainList: null })
      .then((data) => executeRun(configOn(request, identityOf(data), null), data, new RunStore('$work/none')))
      .catch(({ name, message }) => console.log(name, message));"
  expect 0 'RlelError TensorFlow was loaded before rlel'
}
try 'TensorFlow was loaded before, with other settings' 'training is refused' tfjs_first
