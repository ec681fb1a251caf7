/** What every contender stores and is asked for: orders of about 600 bytes, the same ones for all. */

/** A small generator of its own: the same seed gives the same documents everywhere. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Order = ReturnType<typeof orderOf>;

const statuses = ['PENDING', 'PAID', 'ASSIGNED', 'ACCEPTED', 'IN_SERVICE', 'COMPLETED', 'CANCELLED', 'REFUNDED'];
const cities = 40;
const skills = 8;
const dayMs = 86_400_000;

const pick = <T>(random: () => number, list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
const skill = (random: () => number) => `skill-${Math.floor(random() * skills)}`;
export const place = (random: () => number): [number, number] => [121 + random(), 31 + random()];

export const idOf = (index: number) =>
  `order-${String(index).padStart(8, '0')}-${((index * 2654435761) >>> 0).toString(16)}`;

export function orderOf(index: number, random: () => number) {
  return {
    _id: idOf(index),
    status: pick(random, statuses),
    city: `city-${Math.floor(random() * cities)}`,
    createdAt: new Date(1.7e12 + Math.floor(random() * 365 * dayMs)),
    priceFen: Math.floor(random() * 50_000),
    balanceFen: 100_000,
    skills: [skill(random), skill(random)],
    online: random() < 0.5,
    loc: { type: 'Point', coordinates: place(random) },
    patient: { name: '张三', age: Math.floor(random() * 90), phone: '13800138000' },
    address: '上海市浦东新区世纪大道一百号二十三弄四十五幢六〇七室',
    note: 'x'.repeat(180),
  };
}

export function* orders(count: number): Generator<Order> {
  const random = randomOf(7);
  for (let index = 0; index < count; index += 1) yield orderOf(index, random);
}

/** One question of each kind, drawn anew each time. */
export const questions = (random: () => number, count: number) => ({
  id: () => idOf(Math.floor(random() * count)),
  page: () => ({ city: `city-${Math.floor(random() * cities)}`, status: pick(random, statuses) }),
  near: () => ({ at: place(random), skill: skill(random) }),
  city: () => `city-${Math.floor(random() * cities)}`,
});
