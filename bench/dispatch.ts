/** createOrder and dispatchMatch with ten thousand nurses in one city, beside the same with a hundred; warm functions, whole calls over the wire. */
import { randomBytes } from 'node:crypto';
import type { QuoteOrderReply } from '#contract/quoteOrder';
import type { MeView } from '#contract/people';
import type { Order } from '#domain/order/order';
import { beijingDay, DAY, HOUR, startOfBeijingDay } from '#domain/schedule/beijing';
import { build } from '../scripts/build/products';
import type { As } from '../scripts/demo/players';
import { setStage, type Stage } from '../scripts/demo/stage';
import { median, percentile, rounded, timed, type Figures } from './measure';

const SIZES = [100, 10_000];
const ORDERS = 60;
const FAMILIES = 60;

const figures = (samples: readonly number[]) => ({
  p50Ms: rounded(median(samples)),
  p95Ms: rounded(percentile(samples, 0.95)),
});

/** Each family books one visit of its own, at different hours of the coming days. */
async function bookings(stage: Stage) {
  const wishes: { as: As; data: object }[] = [];
  for (let index = 0; index < ORDERS; index += 1) {
    const as = { openid: `o-family${String((index % FAMILIES) + 1).padStart(4, '0')}` };
    const me = await stage.call<MeView>('signIn', {}, as);
    const recipientId = me.recipients.find(({ verified }) => verified)?.recipientId;
    const addressId = me.addresses[0]?.addressId;
    const startAt = startOfBeijingDay(beijingDay(Date.now() + (1 + (index % 5)) * DAY)) + (9 + (index % 8)) * HOUR;
    const wish = { serviceCode: 'MED-02', recipientId, addressId, startAt };
    const { price, quote } = await stage.call<QuoteOrderReply>('quoteOrder', wish, as);
    wishes.push({
      as,
      data: {
        ...{ ...wish, requestId: randomBytes(12).toString('hex') },
        ...{ expectedTotalFen: price.totalFen, quote: quote.token },
      },
    });
  }
  return wishes;
}

async function withNurses(nurses: number) {
  const stage = await setStage();
  try {
    const { fillWorld } = await import('../scripts/world/world');
    await fillWorld(Date.now(), () => undefined, { nurses, applicants: 0, families: FAMILIES, pastVisits: 60 });
    const wishes = await bookings(stage);
    const recommend = wishes.map(({ as, data }) => {
      const { serviceCode, recipientId, addressId, startAt } = data as Record<string, string>;
      return { as, data: { serviceCode, recipientId, addressId, startAt } };
    });
    await stage.call('recommendNurses', recommend[0]?.data ?? {}, recommend[0]?.as ?? {});
    const matching = await timed(ORDERS, async (index) =>
      stage.call('recommendNurses', recommend[index]?.data ?? {}, recommend[index]?.as ?? {}),
    );
    const creating = await timed(ORDERS, async (index) =>
      stage.call('createOrder', wishes[index]?.data ?? {}, wishes[index]?.as ?? {}),
    );
    const dispatching = await searchSteps(stage);
    return {
      nurses,
      createOrder: figures(creating),
      recommendNurses: figures(matching),
      dispatchMatch: figures(dispatching),
    };
  } finally {
    await stage.close();
  }
}

/** The second wave of every search: five minutes on, each order is matched anew by a poke. */
async function searchSteps(stage: Stage): Promise<number[]> {
  const { engine, clock, functions } = stage.cloud.emulator;
  const orders = (await engine.find('orders', {
    query: { status: 'pendingAcceptance' },
    limit: 1000,
  })) as unknown as Order[];
  clock.set(clock.now() + 5 * 60_000 + 1000);
  return timed(orders.length, async (index) => {
    const result = await functions.invoke({
      name: 'dispatchMatch',
      event: { orderId: orders[index]?._id },
      caller: { loginType: 'NONE', clientIp: '127.0.0.1' },
      source: 'wx_client,scf',
    });
    if (!result.ok || !result.resultJson.includes('"ok":true'))
      throw new Error(`dispatchMatch failed: ${JSON.stringify(result)}`);
  });
}

export default async function dispatch(): Promise<Figures> {
  await build(['functions'], () => undefined);
  const rows = [];
  for (const nurses of SIZES) rows.push(await withNurses(nurses));
  for (const row of rows) console.log(JSON.stringify(row));
  const [few, many] = rows;
  const ratio = (name: 'createOrder' | 'recommendNurses' | 'dispatchMatch') =>
    rounded((many?.[name].p50Ms ?? NaN) / (few?.[name].p50Ms ?? NaN), 2);
  return {
    rows,
    ratioOfMedians: {
      createOrder: ratio('createOrder'),
      recommendNurses: ratio('recommendNurses'),
      dispatchMatch: ratio('dispatchMatch'),
    },
  };
}
