import { remembered } from './remembered';

test('asked once in half a minute, and anew after it', async () => {
  let asked = 0;
  const read = remembered(async (key) => `${key} ${(asked += 1)}`);
  expect([await read('a', 0), await read('a', 29_999), await read('a', 30_000)]).toEqual(['a 1', 'a 1', 'a 2']);
});

test('however many keys callers make up, memory does not grow without end', async () => {
  let asked = 0;
  const read = remembered(async () => (asked += 1));
  for (let key = 0; key < 501; key += 1) await read(`made up ${key}`, 0);
  await read('made up 0', 0);
  expect(asked).toBe(502);
});

test('a failure is asked again', async () => {
  let asked = 0;
  const read = remembered(async () => {
    asked += 1;
    if (asked === 1) throw new Error('away');
    return 'here';
  });
  await expect(read('a', 0)).rejects.toThrow('away');
  expect(await read('a', 1)).toBe('here');
});

test('what was read beside something else is known for half a minute too', async () => {
  const read = remembered(async () => 'asked');
  expect(read.knows('a', 0)).toBe(false);
  read.learn('a', 0, 'told');
  expect([read.knows('a', 29_999), await read('a', 29_999)]).toEqual([true, 'told']);
  expect([read.knows('a', 30_000), await read('a', 30_000)]).toEqual([false, 'asked']);
});
