/** Nobody accepts: seen live by steering the clock in the desk's demo bar, as a newcomer would. */
import { chooseVisit } from './booking';
import { openCity, type City } from './city';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(240_000);

let city: City;
let patient: Window;
let nurse: Window;
let desk: Window;
const step = storyteller(() => ({ patient, nurse, desk }));
const orderText = () => patient.text('hero-words');

beforeAll(async () => {
  city = await openCity('nobody-accepts');
  ({ patient, nurse, desk } = city);
});
afterAll(() => city?.close());

/** The clock walks through every minute on the way, so that each timer has its turn. */
async function plus15(): Promise<void> {
  await desk.tap('plus-15');
  await desk.page.locator('.told', { hasText: '快进 15 分钟' }).waitFor();
}

step('the nurse next door is asked alone for fifteen minutes', async () => {
  await chooseVisit(city, 'nurse0001', false);
  await patient.tap('submit');
  await patient.see('countdown');
  expect(await orderText()).toContain('您选的护士');
  expect((await city.newestOrder()).dispatch).toMatchObject({ stage: 'exclusive', offeredNurseIds: ['nurse0001'] });
});

step('she keeps silent: fifteen minutes on, alternates have the offer and the patient reads it', async () => {
  await plus15();
  const { dispatch } = await city.newestOrder();
  expect(dispatch.stage).toBe('alternates');
  expect(dispatch.offeredNurseIds.length).toBeGreaterThan(1);
  await patient.page.locator('[data-test="hero-words"]:visible', { hasNotText: '您选的护士' }).waitFor();
  await patient.picture('01-alternates');
  const [another] = dispatch.offeredNurseIds.filter((id) => id !== 'nurse0001');
  const alternate = await city.visit(another ?? '');
  await alternate.tap('tab-offers');
  await alternate.see(`offer-${(await city.newestOrder())._id}`);
  await alternate.picture('02-alternate');
  expect(alternate.complaints).toEqual([]);
});

step('nobody at all: the order goes to the operators and the patient is told', async () => {
  await plus15();
  expect((await city.newestOrder()).dispatch.stage).toBe('operators');
  await patient.page.locator('[data-test="hero-words"]:visible', { hasText: /工作人员|客服/ }).waitFor();
  await patient.picture('03-operators');
});

step('an operator finds it in the list and assigns a nurse by hand; the patient may pay', async () => {
  const { _id } = await city.newestOrder();
  await desk.tap('nav-orders');
  await desk.page.locator(`[data-test="table-orders"] tr[data-id="${_id}"]`).click();
  await desk.picture('04-desk');
  await desk.page.locator('[data-test="assign-nurse"]').selectOption('nurse0001');
  await desk.tap('assign');
  await desk.see('answer');
  await desk.picture('05-assigned');
  await city.statusIs('pendingPayment');
  await patient.see('pay-deposit');
  expect([...patient.complaints, ...nurse.complaints, ...desk.complaints]).toEqual([]);
});
