import { Outbox } from './outbox';

test('messages leave together, in order, after the present turn', async () => {
  const done: unknown[] = [];
  const stream = { cork: () => done.push('cork'), uncork: () => done.push('uncork') };
  const outbox = new Outbox(stream, (message) => done.push(message));
  outbox.put({ n: 1 });
  outbox.put({ n: 2 });
  expect(done).toEqual([]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(done).toEqual(['cork', { n: 1 }, { n: 2 }, 'uncork']);
  outbox.put({ n: 3 });
  await new Promise((resolve) => setImmediate(resolve));
  expect(done.slice(4)).toEqual(['cork', { n: 3 }, 'uncork']);
});
