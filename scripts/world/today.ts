/** What is going on right now in the demo city: orders made through the real functions, left at different points of their life. */
import { db } from '#cloud/database';
import type { MeView } from '#contract/people';
import type { QuoteOrderReply } from '#contract/quoteOrder';
import type { FindSlotsReply } from '#contract/findSlots';
import { beijingDay, DAY } from '#domain/schedule/beijing';
import { pay } from '../demo/payer';
import type { As, Players } from '../demo/players';
import type { Chance } from './chance';

type Until = 'searching' | 'accepted' | 'paid' | 'cancelled';

const PLANS: readonly { readonly serviceCode: string; readonly until: Until }[] = [
  { serviceCode: 'MED-05', until: 'searching' },
  { serviceCode: 'LIF-01', until: 'searching' },
  { serviceCode: 'MED-01', until: 'accepted' },
  { serviceCode: 'MED-02', until: 'paid' },
  { serviceCode: 'REH-07', until: 'paid' },
  { serviceCode: 'MED-22', until: 'paid' },
  { serviceCode: 'LIF-05', until: 'paid' },
  { serviceCode: 'MED-19', until: 'cancelled' },
];

/** Families from the third on; the first two belong to the newcomer. Answers how many orders there are now. */
export async function liveToday(players: Players, chance: Chance, now: number): Promise<number> {
  let made = 0;
  for (const [index, plan] of PLANS.entries()) {
    const as = { openid: `o-family${String(index + 3).padStart(4, '0')}` };
    if (await playOut(players, plan, as, chance, now)) made += 1;
  }
  return made;
}

/** False where nobody is free tomorrow for this family; a demo city may have such days too. */
async function playOut(
  players: Players,
  { serviceCode, until }: (typeof PLANS)[number],
  as: As,
  chance: Chance,
  now: number,
): Promise<boolean> {
  const me = await players.call<MeView>('signIn', {}, as);
  const recipientId = me.recipients.find(({ verified }) => verified)?.recipientId;
  const place = { serviceCode, recipientId, addressId: me.addresses[0]?.addressId };
  const { slots } = await players.call<FindSlotsReply>('findSlots', { ...place, day: beijingDay(now + DAY) }, as);
  const free = slots.filter(({ nurseCount }) => nurseCount > 0);
  if (free.length === 0) return false;
  const wish = { ...place, startAt: chance.pick(free).startAt };
  const { price, quote } = await players.call<QuoteOrderReply>('quoteOrder', wish, as);
  const orderId = chance.id(24);
  await players.call(
    'createOrder',
    {
      ...{ ...wish, requestId: orderId, informedConsent: { version: 1 } },
      ...{ expectedTotalFen: price.totalFen, quote: quote.token },
    },
    as,
  );
  if (until === 'searching') return true;
  await firstOffered(players, orderId);
  if (until === 'accepted') return true;
  await pay(players, orderId, 'deposit', as);
  if (until === 'cancelled') await players.call('changeOrder', { kind: 'cancel', orderId, reason: '已去医院' }, as);
  return true;
}

async function firstOffered(players: Players, orderId: string): Promise<void> {
  const { data } = await db
    .collection('offers')
    .where({ orderId, status: 'open' })
    .orderBy('_id', 'asc')
    .limit(1)
    .get();
  const [offer] = data as { nurseOpenid: string }[];
  if (!offer) throw new Error(`nobody was asked for order ${orderId}`);
  await players.call('acceptOrder', { orderId }, { openid: offer.nurseOpenid });
}
