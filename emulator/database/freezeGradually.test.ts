import { freezeGradually } from './freezeGradually';

test('every document is frozen soon, all the way down, and other work goes on meanwhile', async () => {
  const docs = Array.from({ length: 20_000 }, (_, i) => ({ _id: i, list: [{ deep: { at: new Date(i) } }] }));
  const isFrozen = (doc: (typeof docs)[number] | undefined) =>
    Object.isFrozen(doc) && Object.isFrozen(doc?.list) && Object.isFrozen(doc?.list[0]?.deep);
  freezeGradually(docs.values());
  expect(docs.some(isFrozen)).toBe(false); // the caller does not wait for it
  let turns = 0;
  for (; !docs.every(isFrozen); turns += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(turns).toBeGreaterThan(2);
});
