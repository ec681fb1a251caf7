import defaults from '../../database/data/operations.json';
import { parameters } from '../testing/parameters';

test('the numbers the rules are tested with are the numbers a new environment starts with', () => {
  expect(parameters).toEqual(defaults);
});
