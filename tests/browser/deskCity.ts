/** A small city with something for every page of the operators' desk, and the desk's window. The mini-program is not shown. */
import { mkdtempSync, rmSync } from 'node:fs';
import { globalAgent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CreateOrderReply } from '#contract/createOrder';
import type { QuoteOrderReply } from '#contract/quoteOrder';
import type { ReadStandingReply } from '#contract/readStanding';
import type { OperatorRole } from '#domain/operations/operatorRoles';
import { build } from '../../scripts/build/products';
import { playersOn, type Players } from '../../scripts/demo/players';
import { freeBasePort, portsFrom } from '../../scripts/start/ports';
import { startProduct, type Product } from '../../scripts/start/product';
import { openWindows, type Window } from './windows';

export const RECIPIENT_ID = 'recipient-family0001-1';
const FAMILY = { openid: 'o-family0001' };
const MONDAY_AT_EIGHT = Date.parse('2026-11-23T08:00:00+08:00');
const TOMORROW_TEN = Date.parse('2026-11-24T10:00:00+08:00');
const SIZE = { nurses: 40, applicants: 6, families: 8, pastVisits: 60 };
export const WIDE = { width: 1440, height: 900 };
export const NARROW = { width: 1024, height: 768 };

export interface DeskCity {
  readonly product: Product;
  readonly players: Players;
  readonly desk: Window;
  find<T = Record<string, unknown>>(collection: string, where: object): Promise<readonly T[]>;
  /** The desk as somebody with this one role sees it. */
  deskOf(role: OperatorRole): Promise<Window>;
  close(): Promise<void>;
}

export async function openDeskCity(): Promise<DeskCity> {
  await build(['functions', 'desk'], () => undefined);
  const folder = mkdtempSync(join(tmpdir(), 'desk-'));
  const ports = portsFrom(await freeBasePort());
  const options = { ports, folder, memory: true, size: SIZE, lively: false, startsAt: MONDAY_AT_EIGHT };
  const product = await startProduct({ ...options, say: () => undefined });
  const { emulator, standIns } = product.cloud;
  const windows = await openWindows(join(__dirname, '../../test-results', 'desk'));
  const url = `http://127.0.0.1:${ports.desk}/`;
  return {
    product,
    players: playersOn(emulator.url, standIns.wechatPay),
    desk: await windows.open(url, WIDE),
    find: async <T>(collection: string, where: object) =>
      (await emulator.engine.find(collection, { query: { ...where }, order: [['_id', 1]], limit: 100 })) as T[],
    deskOf: (role) => openAs(role, () => windows.open('about:blank', WIDE), url, ports.emulator),
    close: async () => {
      await windows.close();
      await product.stop();
      globalAgent.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Another operator signs in where the machine's own configuration names her. */
async function openAs(role: OperatorRole, blank: () => Promise<Window>, url: string, emulator: number) {
  const { db } = await import('#cloud/database');
  const operatorUid = `operator-of-${encodeURIComponent(role).replaceAll('%', '')}`;
  await db.collection('operators').add({ _id: operatorUid, name: `${role}人员`, role });
  const window = await blank();
  const config = { env: 'local-env', host: `127.0.0.1:${emulator}`, operatorUid };
  const body = `window.__CLOUD__ = ${JSON.stringify(config)};`;
  await window.page.route('**/cloud-config.js', (route) => route.fulfill({ contentType: 'text/javascript', body }));
  await window.page.goto(url);
  return window;
}

const PAPER = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400"><rect width="640" height="400" fill="#eef2f6"/>
<text x="60" y="200" font-size="40" font-family="sans-serif">演示医嘱，不是真实资料</text></svg>`;

/** A family asks for the first assessment, with a doctor's order and a note. */
export async function askForAssessment({ players }: DeskCity): Promise<string> {
  const { app } = await import('#cloud/database');
  const cloudPath = `assessments/${RECIPIENT_ID}/order.svg`;
  const { fileID } = await app.uploadFile({ cloudPath, fileContent: Buffer.from(PAPER) });
  const documents = [{ kind: 'doctorOrder', fileId: fileID }];
  const request = { step: 'requestFirst', recipientId: RECIPIENT_ID, documents, note: '上周刚换过药，伤口愈合良好' };
  const { first } = await players.call<{ first: { assessmentId: string } }>('assessRecipient', request, FAMILY);
  return first.assessmentId;
}

async function bookingOf({ players }: DeskCity, requestId: string) {
  const wish = {
    serviceCode: 'MED-02',
    startAt: TOMORROW_TEN,
    recipientId: RECIPIENT_ID,
    addressId: 'address-family0001',
  };
  const { price, quote } = await players.call<QuoteOrderReply>('quoteOrder', wish, FAMILY);
  const priced = { expectedTotalFen: price.totalFen, quote: quote.token };
  const said = { requestId, informedConsent: { version: 1 }, ...priced };
  return { ...wish, ...said, nurseId: 'nurse0001', note: '' };
}

/** A booking that nobody accepts: after half an hour it is the operators'. */
export async function bookInVain(city: DeskCity): Promise<string> {
  const booking = await bookingOf(city, 'desk0000000000000001');
  const { orderId } = await city.players.call<CreateOrderReply>('createOrder', booking, FAMILY);
  await city.players.advance(31);
  return orderId;
}

/** A booking that the rules refuse; answers the code. */
export async function bookAgainstTheRules(city: DeskCity): Promise<string> {
  const reply = await city.players.ask('createOrder', await bookingOf(city, 'desk0000000000000002'), FAMILY);
  return reply.ok ? 'ok' : reply.error.code;
}

/** A nurse does not agree with the newest entry of her standing; answers the appeal's id. */
export async function appeal({ players }: DeskCity): Promise<string> {
  const nurse = { openid: 'o-nurse0001' };
  const { items } = await players.call<ReadStandingReply>('readStanding', { kind: 'read' }, nurse);
  const itemId = items[0]?.itemId ?? '';
  const text = '当天路上有事故，已提前电话告知家属';
  await players.call('readStanding', { kind: 'appeal', itemId, text }, nurse);
  return `nurse0001:${itemId}`;
}
