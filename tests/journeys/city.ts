/** Where each journey plays: the built functions on CloudBase, the outside services, a small city of nurses and families on a Monday at eight. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CreateOrderReply } from '#contract/createOrder';
import type { QuoteOrderReply } from '#contract/quoteOrder';
import type { OrderView } from '#contract/orders';
import type { Reply } from '#contract/reply';
import type { Order } from '#domain/order/order';
import { build } from '../../scripts/build/products';
import { closeBooks } from '../../scripts/demo/books';
import { clearedFen } from '../../scripts/demo/payer';
import type { As } from '../../scripts/demo/players';
import { steering } from '../../scripts/demo/players';
import { setStage, type Stage } from '../../scripts/demo/stage';

export const MONDAY_EIGHT = Date.parse('2026-11-23T08:00:00+08:00');
export const TOMORROW_TEN = Date.parse('2026-11-24T10:00:00+08:00');

const four = (number: number) => String(number).padStart(4, '0');

/** The people of the demo world, by number. Family 1 and nurses 1 to 12 live in the same district. */
export const family = (number: number) => ({
  as: { openid: `o-family${four(number)}` } as As,
  userId: `user-family${four(number)}`,
  recipientId: `recipient-family${four(number)}-1`,
  addressId: `address-family${four(number)}`,
});
export const nurse = (number: number) => nurseOf(`nurse${four(number)}`);
export const nurseOf = (nurseId: string) => ({ as: { openid: `o-${nurseId}` } as As, nurseId });

export interface Booking {
  readonly family?: number;
  readonly nurseId?: string | null;
  readonly startAt?: number;
  readonly serviceCode?: string;
  readonly note?: string;
  readonly requestId?: string;
}

export interface Message {
  readonly touser: string;
  readonly template: string;
  readonly note: string;
}

export interface City extends Stage {
  find<T = Record<string, unknown>>(collection: string, where?: object): Promise<readonly T[]>;
  order(orderId: string): Promise<Order>;
  timeline(orderId: string, as: As): Promise<readonly string[]>;
  /** Sent to people's phones so far, oldest first. */
  messages(): Promise<readonly Message[]>;
  /** Asks for the price and books at it, as family 1 unless said otherwise. */
  tryToBook(wish: Booking): Promise<Reply<CreateOrderReply>>;
  book(wish?: Booking): Promise<string>;
  /** Waits until no function runs any more: pokes outlive the call that sent them. */
  quiet(): Promise<void>;
  /** What is wrong with the books, our own and WeChat Pay's; nothing, hopefully. */
  bookProblems(): Promise<readonly string[]>;
}

export interface CitySize {
  readonly nurses?: number;
  readonly applicants?: number;
  readonly families?: number;
}

export async function openCity({ nurses = 24, applicants = 2, families = 4 }: CitySize = {}): Promise<City> {
  await build(['functions'], () => undefined);
  const stage = await setStage(mkdtempSync(join(tmpdir(), 'journey-')));
  try {
    await stage.jumpTo(MONDAY_EIGHT);
    const { fillWorld } = await import('../../scripts/world/world');
    await fillWorld(MONDAY_EIGHT, () => undefined, { nurses, applicants, families, pastVisits: 0 });
  } catch (error) {
    await stage.close();
    throw error;
  }
  stage.changes();
  return { ...stage, ...readingIn(stage), ...bookingIn(stage) };
}

type Reading = Pick<City, 'find' | 'order' | 'timeline' | 'messages' | 'quiet' | 'bookProblems'>;

function readingIn(stage: Stage): Reading {
  const { engine, functions, url } = stage.cloud.emulator;
  const steer = steering(url);
  const quiet = () => until(() => functions.report().every(({ busy, queued }) => busy + queued === 0));
  const find: City['find'] = async <T>(collection: string, where: object = {}) =>
    (await engine.find(collection, { query: { ...where }, order: [['_id', 1]], limit: 1000 })) as T[];
  return {
    find,
    order: async (orderId) => {
      const [order] = await find<Order>('orders', { _id: orderId });
      if (!order) throw new Error(`no order ${orderId}`);
      return order;
    },
    timeline: async (orderId, as) => {
      const { timeline } = await stage.call<OrderView>('readOrder', { orderId }, as);
      return timeline.map(({ text }) => text);
    },
    messages: async () => {
      const { messages } = await steer<{ messages: Sent[] }>('messages');
      return messages.map(({ values }) => ({
        touser: values.touser,
        template: values.template_id.replace(/^local-/, ''),
        note: values.data.thing4?.value ?? '',
      }));
    },
    quiet,
    bookProblems: async () => {
      // A refund that WeChat Pay has just completed is on its way to us: both books are read when nothing travels.
      await quiet();
      await stage.wechatPay.tick();
      await quiet();
      return (await closeBooks(clearedFen(stage))).problems;
    },
  };
}

interface Sent {
  readonly values: {
    readonly touser: string;
    readonly template_id: string;
    readonly data: { readonly thing4?: { readonly value: string } };
  };
}

let requests = 0;
/** Well-formed and nobody's: for bookings that are refused before anybody looks at the price. */
export const NO_QUOTE = `1700000000000.${'0'.repeat(64)}`;

/** Twenty places, never the same twice in one journey. */
export const newRequestId = (): string => `journey${String((requests += 1)).padStart(13, '0')}`;

function bookingIn(stage: Stage): Pick<City, 'tryToBook' | 'book'> {
  const tryToBook = async (booking: Booking): Promise<Reply<CreateOrderReply>> => {
    const { family: number = 1, nurseId = null, note = '', requestId = newRequestId() } = booking;
    const { recipientId, addressId, as } = family(number);
    const { serviceCode = 'MED-02', startAt = TOMORROW_TEN } = booking;
    const wish = { serviceCode, startAt, recipientId, addressId };
    const { price, quote } = await stage.call<QuoteOrderReply>('quoteOrder', wish, as);
    const said = { informedConsent: { version: 1 }, expectedTotalFen: price.totalFen, quote: quote.token };
    const order = { ...wish, requestId, nurseId, note, ...said };
    return stage.ask<CreateOrderReply>('createOrder', order, as);
  };
  return {
    tryToBook,
    book: async (booking = {}) => {
      const reply = await tryToBook(booking);
      if (!reply.ok) throw new Error(`createOrder refused: ${JSON.stringify(reply.error)}`);
      return reply.data.orderId;
    },
  };
}

/** Looks again and again until it is so; ten seconds at most. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const endsAt = Date.now() + 10_000;
  while (!(await isSo())) {
    if (Date.now() > endsAt) throw new Error(`waited in vain for: ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
