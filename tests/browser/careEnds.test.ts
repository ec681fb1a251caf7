/**
 * Endings that must not wait: an answer that means 120 stops the questions, a letter that went to the wrong person is taken back, a
 * nurse leaves.
 */
import { CLOSING_PHRASE } from '#contract/ownData';
import { NURSE_UID, PATIENT_UID } from '../../scripts/world/personas';
import { incomeArrives } from '../functions/incomeArrives';
import { openCity, type City } from './city';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(240_000);

const CARE = { width: 360, height: 640 };
const PHONE = { width: 390, height: 844 };

let city: City;
let mother: string;
const step = storyteller(() => ({ patient: city.patient, nurse: city.nurse }));
const goTo = ({ page }: Window, path: string) => page.evaluate((to) => (location.hash = to), path);
const find = (collection: string, query: object) =>
  city.product.cloud.emulator.engine.find(collection, { query: query as never });
const emergencies = () => find('assessments', { recipientId: mother, isEmergency: true });

beforeAll(async () => {
  city = await openCity('care-ends', ['patient', 'nurse']);
  const [identity] = await find('identities', { _id: `uid:${PATIENT_UID}` });
  const [recipient] = await find('recipients', { ownerUserId: identity?.userId });
  mother = String(recipient?._id);
});
afterAll(() => city?.close());

step('“she cannot breathe” at the second question: 120 at once, no third question, and it is on record', async () => {
  const { patient } = city;
  await patient.arrive('category-MED');
  await goTo(patient, `/packages/assessment/risk/index?recipientId=${mother}&serviceCode=MED-02`);
  await patient.arrive('question');
  await patient.tap('answer-no');
  await patient.page.locator('text=喘不上气 >> visible=true').first().waitFor();
  await patient.arrive('answer-yes');
  await patient.picture('01-second-question');
  await patient.tap('answer-yes');
  await patient.arrive('risk-again');
  await patient.picture('02-call-120');
  expect(await patient.page.locator('[data-test="question"]:visible').count()).toBe(0);
  expect(await emergencies()).toHaveLength(1);
});

step('in care mode on a small phone it is the same', async () => {
  const { patient } = city;
  await patient.page.setViewportSize(CARE);
  await patient.tap('dev-care');
  await patient.tap('risk-again');
  await patient.arrive('answer-yes');
  await patient.picture('03-care-question');
  await patient.tap('answer-yes');
  await patient.arrive('risk-again');
  await patient.picture('04-care-120');
  expect(await emergencies()).toHaveLength(2);
});

step('she invites somebody, sees that the letter is not taken yet, and takes it back', async () => {
  const { patient } = city;
  await goTo(patient, `/packages/family/circle/index?recipientId=${mother}`);
  await patient.arrive('invite');
  await patient.tap('invite');
  await patient.arrive('rights-follow');
  await patient.tap('next');
  await patient.arrive('write-invitation');
  await patient.tap('write-invitation');
  await patient.arrive('invitation-ready');
  await patient.tap('invite-done');
  await patient.arrive('open-invitation');
  await patient.picture('05-care-open-invitation');
  await patient.page.setViewportSize(PHONE);
  await patient.tap('dev-care');
  await patient.arrive('open-invitation');
  await patient.picture('06-open-invitation');
  await patient.tap('take-back');
  await patient.arrive('confirm-take-back');
  await patient.picture('07-take-back');
  await patient.tap('confirm-take-back');
  await patient.arrive('circle-empty');
  expect(await find('careInvitations', { recipientId: mother })).toEqual([]);
});

step('a nurse leaves: it says what stays of her, and she is sent nowhere any more', async () => {
  const { nurse } = city;
  const [identity] = await find('identities', { _id: `uid:${NURSE_UID}` });
  const her = async () => (await find('nurses', { userId: identity?.userId }))[0];
  expect((await her())?.status).toBe('active');
  await incomeArrives(NURSE_UID, city.product.cloud.emulator.clock.now());
  await goTo(nurse, '/packages/account/close/index');
  await nurse.arrive('closing-means');
  expect(await nurse.text('closing-means')).toContain('您不再是平台的护士');
  await nurse.picture('08-nurse-closes');
  await nurse.tap('next');
  await nurse.arrive('closing-phrase');
  await nurse.fill('closing-phrase', CLOSING_PHRASE);
  await nurse.tap('confirm-close');
  await nurse.page.locator('text=您的姓名、执业信息和上门记录 >> visible=true').first().waitFor();
  await nurse.picture('09-nurse-left');
  expect(await her()).toMatchObject({ status: 'left', openid: '', uid: '' });
});
