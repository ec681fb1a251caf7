/** Transactions: what they see, what they refuse, how they end. */
import { onEachTarget, refusal, type Target } from './target';

onEachTarget((target) => {
  let name: string;
  beforeAll(async () => {
    name = await target().collection([{ fields: { no: '1' }, unique: true }]);
  });
  const put = (id: string, n: number) => target().db.collection(name).doc(id).set({ no: id, n });
  const read = async (id: string) =>
    (await target().db.collection(name).doc(id).get()).data[0] as { n: number } | undefined;
  const begun = (given: Target = target()) => given.db.startTransaction();

  test('own writes are seen inside, and outside only after the commit', async () => {
    await put('a', 1);
    const transaction = await begun();
    const one = transaction.collection(name).doc('a');
    await one.update({ n: 2 });
    expect((await one.get()).data).toMatchObject({ n: 2 });
    expect(await read('a')).toMatchObject({ n: 1 });
    await transaction.commit();
    expect(await read('a')).toMatchObject({ n: 2 });
  });

  test('a rolled-back transaction leaves nothing', async () => {
    await put('b', 1);
    const transaction = await begun();
    await transaction.collection(name).doc('b').update({ n: 2 });
    await transaction.rollback();
    expect(await read('b')).toMatchObject({ n: 1 });
  });

  test('the first operation takes the snapshot', async () => {
    await put('c', 1);
    const transaction = await begun();
    await put('c', 2);
    expect((await transaction.collection(name).doc('c').get()).data).toMatchObject({ n: 2 });
    await put('c', 3);
    expect((await transaction.collection(name).doc('c').get()).data).toMatchObject({ n: 2 });
    await transaction.commit();
  });

  test('two writers of one document: the second is told of the conflict at its write', async () => {
    await put('d', 1);
    const [first, second] = [await begun(), await begun()];
    await first.collection(name).doc('d').update({ n: 2 });
    const late = second.collection(name).doc('d').update({ n: 3 });
    expect((await refusal(late))[0]).toBe('DATABASE_TRANSACTION_CONFLICT');
    await first.commit();
    expect(await read('d')).toMatchObject({ n: 2 });
  });

  test('a document changed since the snapshot cannot be written', async () => {
    await put('e', 1);
    const transaction = await begun();
    await transaction.collection(name).doc('e').get();
    await put('e', 2);
    expect((await refusal(transaction.collection(name).doc('e').update({ n: 3 })))[0]).toBe(
      'DATABASE_TRANSACTION_CONFLICT',
    );
  });

  test('an ended transaction does not exist any more', async () => {
    const transaction = await begun();
    await transaction.commit();
    const [code, message] = await refusal(transaction.collection(name).doc('a').get());
    expect([code, message]).toEqual(['DATABASE_TRANSACTION_FAIL', expect.stringContaining('TransactionNotExist')]);
  });

  test('operations side by side find it busy', async () => {
    const transaction = await begun();
    const reads = [1, 2, 3, 4].map(() => transaction.collection(name).doc('a').get());
    const codes = (await Promise.allSettled(reads)).flatMap((one) =>
      one.status === 'rejected' ? [one.reason.message] : [],
    );
    expect(codes).toContainEqual(expect.stringContaining('TransactionBusy'));
    await transaction.rollback();
  });

  test('runTransaction tries again after a conflict and adds up', async () => {
    await put('sum', 0);
    const addOne = () =>
      target().db.runTransaction(async (transaction: Awaited<ReturnType<typeof begun>>) => {
        const one = transaction.collection(name).doc('sum');
        const { data } = (await one.get()) as unknown as { data: { n: number } };
        await one.update({ n: data.n + 1 });
      }, 50);
    await Promise.all([addOne(), addOne(), addOne()]);
    expect(await read('sum')).toMatchObject({ n: 3 });
  });

  test('a unique index holds inside', async () => {
    await put('taken', 1);
    const transaction = await begun();
    const again = transaction.collection(name).add({ no: 'taken' });
    expect((await refusal(again))[1]).toContain('E11000 duplicate key');
  });
});
