import { start, type Emulator } from '../../index';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await start({});
});
afterEach(() => emulator.stop());

test('moving the clock past a date removes the document that holds it', async () => {
  const { engine, clock } = emulator;
  await engine.createCollection('codes');
  await engine.createIndex('codes', { name: 'ttl', keys: { sentAt: 1 }, expireAfterSeconds: 300 });
  await engine.insert('codes', [{ _id: 'old', sentAt: new Date(clock.now()) }, { _id: 'kept' }]);
  const removed = new Promise((resolve) =>
    engine.onCommit(({ changes }) => resolve(changes.map(({ id, after }) => [id, after]))),
  );
  clock.advance(301_000);
  expect(await removed).toEqual([['old', null]]);
  expect((await engine.find('codes', {})).map(({ _id: id }) => id)).toEqual(['kept']);
});
