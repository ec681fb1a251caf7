/** One transaction used by several operations at once, and one after the other, through the real node-sdk. */
import cloudbase from '@cloudbase/node-sdk';
import { start, type Emulator } from '../index';
import { actAsFunction } from '../testing/asFunction';

const ROUNDS = Number(process.env.PARALLEL_ROUNDS ?? 40);
const SEQUENTIAL = Number(process.env.SEQUENTIAL_OPERATIONS ?? 400);

let emulator: Emulator;
const opened = () => cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV }).database();
let db: ReturnType<typeof opened>;

beforeAll(async () => {
  emulator = await start();
  actAsFunction(emulator.url);
  db = opened();
  await emulator.engine.createCollection('t');
  await emulator.engine.insert('t', [{ _id: 'a', n: 1 }]);
});
afterAll(() => emulator.stop());

test('of two to ten operations at once one is carried out, the others are busy', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const transaction = await db.startTransaction();
    const count = 2 + (round % 9);
    const operations = Array.from({ length: count }, () => transaction.collection('t').doc('a').get());
    const results = await Promise.allSettled(operations);
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as object] : []));
    expect(refused).toHaveLength(count - 1);
    for (const reason of refused) {
      expect(reason).toMatchObject({
        code: 'DATABASE_TRANSACTION_FAIL',
        message: expect.stringContaining('TransactionBusy') as string,
      });
    }
    await transaction.rollback('seen enough');
  }
}, 60_000);

test('one after the other is never busy', async () => {
  let done = 0;
  while (done < SEQUENTIAL) {
    const transaction = await db.startTransaction();
    for (let i = 0; i < 99; i += 1) await transaction.collection('t').doc('a').get();
    await transaction.commit();
    done += 100;
  }
}, 120_000);

test('what no transaction can hold is refused when a request claims it does', async () => {
  const { transactionId } = await ask({ action: 'database.startTransaction' });
  for (const action of ['addCollection', 'calculateDocument', 'aggregateDocuments']) {
    const body = { action: `database.${action}`, collectionName: 'new', stages: [], transactionId };
    expect(await ask(body)).toMatchObject({
      code: 'INVALID_PARAM',
      message: expect.stringContaining(action) as string,
    });
  }
  expect(emulator.engine.hasCollection('new')).toBe(false);
  expect((await ask({ action: 'database.commitTransaction', transactionId })).code).toBeUndefined();
});

async function ask(body: object): Promise<{ code?: string; message?: string; transactionId?: string }> {
  const response = await fetch(`${emulator.url}/admin?env=local-env`, { method: 'POST', body: JSON.stringify(body) });
  return (await response.json()) as { code?: string };
}
