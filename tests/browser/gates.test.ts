/**
 * Every main page of both roles on two phones and a tablet, ordinary, dark, in care mode, and magnified twice: axe-core,
 * contrast, targets, print, nothing cut, nothing running sideways, nothing that moves by itself, no complaint. The pictures are
 * in test-results/gates where PICTURES=1.
 */
import { playersOn } from '../../scripts/demo/players';
import { openCity, type City } from './city';
import {
  accountPages,
  booking,
  carePages,
  closingPages,
  familyPages,
  invitationPages,
  moneyPages,
  nursePages,
  patientOrder,
  patientTabs,
} from './gates/walk';
import { makeShares, type Shares } from './gates/shares';
import { makeVisits, type Visits } from './gates/visits';
import { moved } from './gates/stillness';
import { applying, working } from './gates/working';
import { NURSE_UID, PATIENT_UID } from '../../scripts/world/personas';

jest.setTimeout(240_000);

let city: City;
let visits: Visits;
let shares: Shares;

beforeAll(async () => {
  city = await openCity('gates', []);
  const { emulator, standIns } = city.product.cloud;
  const players = playersOn(emulator.url, standIns.wechatPay);
  visits = await makeVisits(players);
  shares = await makeShares(players);
});
afterAll(() => city?.close());

test('a screen that jumps while it is looked at is found', async () => {
  const patient = await city.visit(PATIENT_UID);
  await patient.arrive('category-MED');
  expect(await moved(patient, 'home')).toEqual([]);
  await patient.page.evaluate(() => {
    const late = document.createElement('div');
    late.style.height = '120px';
    document.querySelector('.taro_page .shell__main')?.prepend(late);
  });
  await patient.page.waitForFunction(() => new Promise((drawn) => requestAnimationFrame(() => drawn(true))));
  await patient.page.waitForTimeout(100);
  expect(await moved(patient, 'home')).toEqual([expect.stringMatching(/^home moves by itself/)]);
});

test('the family’s tabs', async () => expect(await patientTabs(await city.visit(PATIENT_UID))).toEqual([]));

test('booking, step by step', async () => expect(await booking(await city.visit(PATIENT_UID))).toEqual([]));

test('every component, and an order', async () =>
  expect(await patientOrder(await city.visit(PATIENT_UID), visits)).toEqual([]));

test('what a family has and pays', async () =>
  expect(await moneyPages(await city.visit(PATIENT_UID), visits)).toEqual([]));

test('the nurse’s pages', async () => expect(await nursePages(await city.visit(NURSE_UID), visits)).toEqual([]));

test('the account, and leaving it', async () => {
  expect(await accountPages(await city.visit(PATIENT_UID))).toEqual([]);
  expect(await closingPages(await city.visit('newcomer'))).toEqual([]);
});

test('a family that cares together', async () => {
  expect(await familyPages(await city.visit(PATIENT_UID), shares)).toEqual([]);
  expect(await invitationPages(await city.visit('invited'), shares)).toEqual([]);
});

test('somebody cared for: registration, consents, assessment', async () =>
  expect(await carePages(await city.visit(PATIENT_UID), shares)).toEqual([]));

test('the nurse’s own matters', async () => expect(await working(await city.visit(NURSE_UID))).toEqual([]));

test('somebody who wants to become a nurse', async () =>
  expect(await applying(await city.visit(PATIENT_UID))).toEqual([]));
