import { answerFor, askAhead } from '@/cloud/ask-ahead';

const says = (words: string) => () => Promise.resolve(words);

test('an answer asked for ahead serves once, for the same question only', async () => {
  askAhead('listOrders', { role: 'patient' }, says('early'));
  expect(await answerFor('listOrders', { role: 'nurse' }, says('now'))).toBe('now');
  expect(await answerFor('listOrders', { role: 'patient' }, says('now'))).toBe('early');
  expect(await answerFor('listOrders', { role: 'patient' }, says('now'))).toBe('now');
});

test('asked too early: asked again', async () => {
  askAhead('readCatalogue', {}, () => Promise.reject(new Error('nobody is known yet')));
  expect(await answerFor('readCatalogue', {}, says('now'))).toBe('now');
});

test('an answer that waited more than ten seconds is not used', async () => {
  jest.useFakeTimers({ now: 0 });
  askAhead('readCatalogue', {}, says('early'));
  jest.setSystemTime(10_001);
  expect(await answerFor('readCatalogue', {}, says('now'))).toBe('now');
  jest.useRealTimers();
});
