/** The day in figures: for its people, by part and order, in yuan, against the platform's cap. */
import { chanceFrom } from '../../scripts/world/chance';
import { rounded } from '../measure';
import { counting, type Counting } from './counting';
import { peopleFigures } from './figures';
import type { Evidence } from './oracle';
import { beyond, byPart, type Bill, type Spent } from './parts';
import { costsOf } from './prices';
import type { Town } from './town';

/** Wishes of the whole city: 100,000 users, 5,000 nurses. */
const FULL_ORDERS = 5000;
const HOUR = 3_600_000;
/** Of an order: two photographs put, and twice a link to look at one. */
const STORAGE_REQUESTS = 4;

/** What the timers cost in an hour of the night, by the minute: the price of a city in which nothing happens. */
export async function emptyMinute({ stage }: Town): Promise<Bill> {
  const { timers } = stage.cloud.emulator;
  // The first hour finds what is done once a day.
  await timers.advance(HOUR);
  const count = counting(stage);
  await timers.advance(HOUR);
  const aMinute = Object.entries(count.spent()).map(([name, one]) => [
    name,
    { functionCalls: one.functionCalls / 60, databaseRequests: one.databaseRequests / 60 },
  ]);
  return Object.fromEntries(aMinute) as Bill;
}

const sumOf = (bill: Bill, which: keyof Spent): number =>
  Object.values(bill).reduce((total, one) => total + one[which], 0);

export function report({ size, stage, refusals }: Town, evidence: Evidence, count: Counting, empty: Bill) {
  const orders = evidence.orders.filter(({ status }) => status === 'completed').length;
  const spent = beyond(count.spent(), empty, count.minutes());
  const [functionCalls, databaseRequests] = [sumOf(spent, 'functionCalls'), sumOf(spent, 'databaseRequests')];
  const paidFen = evidence.paidAtWeChat.reduce((total, { amountFen }) => total + amountFen, 0);
  const textMessages = stage.cloud.standIns.tencentCloud.sms().length;
  const used = { orders, functionCalls, databaseRequests, storageRequests: orders * STORAGE_REQUESTS };
  const yuan = Object.entries(costsOf({ ...used, textMessages, paidFen }));
  return {
    people: peopleFigures(evidence, size.nurses, chanceFrom(size.seed)),
    perCompletedOrder: {
      functionCalls: rounded(functionCalls / orders),
      databaseRequests: rounded(databaseRequests / orders),
      byPart: byPart(spent, orders),
    },
    clock: clockOf(empty),
    yuanPerThousandOrders: Object.fromEntries(yuan.map(([part, one]) => [part, rounded(one, 2)])),
    callsPerSecondAtPeak: peaks(count.peakPerSecond(), empty, size.orders),
    refusals: Object.fromEntries([...refusals].sort((a, b) => b[1] - a[1])),
  };
}

function clockOf(empty: Bill) {
  const databaseRequestsADay = sumOf(empty, 'databaseRequests') * 1440;
  return {
    functionCallsADay: rounded(sumOf(empty, 'functionCalls') * 1440, 0),
    databaseRequestsADay: rounded(databaseRequestsADay, 0),
    requestsPerOrderAtFullSize: rounded(databaseRequestsADay / FULL_ORDERS),
  };
}

/** The busiest minute of a small city is busier for its size than a large one's: the second figure is rather too high. */
function peaks(peak: number, empty: Bill, orders: number) {
  const idle = (sumOf(empty, 'functionCalls') + sumOf(empty, 'databaseRequests')) / 60;
  const atFullSize = idle + (Math.max(0, peak - idle) * FULL_ORDERS) / orders;
  return { here: rounded(peak, 2), atFullSize: rounded(atFullSize), platformCap: '500 to 1,000 by plan' };
}
