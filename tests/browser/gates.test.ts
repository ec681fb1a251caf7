/**
 * Every main page of both roles on two phones and a tablet, ordinary, dark, in care mode, and magnified twice: axe-core,
 * contrast, targets, print, nothing cut, nothing running sideways, no complaint. The pictures are in test-results/gates.
 */
import { playersOn } from '../../scripts/demo/players';
import { openCity, type City } from './city';
import { booking, nursePages, patientOrder, patientTabs } from './gates/walk';
import { makeVisits, type Visits } from './gates/visits';
import { NURSE_UID, PATIENT_UID } from '../../scripts/world/personas';

jest.setTimeout(240_000);

let city: City;
let visits: Visits;

beforeAll(async () => {
  city = await openCity('gates');
  const { emulator, standIns } = city.product.cloud;
  visits = await makeVisits(playersOn(emulator.url, standIns.wechatPay));
});
afterAll(() => city?.close());

test('the family’s tabs', async () => expect(await patientTabs(await city.visit(PATIENT_UID))).toEqual([]));

test('booking, step by step', async () => expect(await booking(await city.visit(PATIENT_UID))).toEqual([]));

test('every component, and an order', async () =>
  expect(await patientOrder(await city.visit(PATIENT_UID), visits)).toEqual([]));

test('the nurse’s pages', async () => expect(await nursePages(await city.visit(NURSE_UID), visits)).toEqual([]));
