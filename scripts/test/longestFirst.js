/** What takes minutes begins first: begun last it would keep one worker busy while the others have nothing to do. */
const { default: Sequencer } = require('@jest/test-sequencer');

const LONG = [
  'browser/gates.test.ts',
  'browser/pictures.test.ts',
  'functions/dataRules.test.ts',
  'journeys/moneyLives.test.ts',
  'journeys/crowd.test.ts',
  'functions/races.test.ts',
  'functions/keysAtStart.test.ts',
];

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => LONG.findIndex((name) => path.endsWith(name));
    const isLong = (test) => place(test) >= 0;
    const long = tests.filter(isLong).sort((a, b) => place(a) - place(b));
    return [...long, ...super.sort(tests.filter((test) => !isLong(test)))];
  }
};
