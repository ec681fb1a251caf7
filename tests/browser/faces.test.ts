/**
 * The face in front of the camera, at both ends: a daughter's mother is verified by it, one that does not match is told and may be
 * tried again; whoever applies as a nurse shows hers from the application. The page of the camera is the stand-in's.
 */
import type { Page } from 'playwright-core';
import { openCity, type City } from './city';
import { writeDown } from './newcomer';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(180_000);

const MOTHER = { name: '张三', birth: '19491231', relation: '母亲', idNumber: '11010519491231002X' };
const APPLICANT = { name: '郑小燕', idNumber: '511623198811123456', phone: '13711112222' };
const PROBLEM = 'problem';

let city: City;
let daughter: Window;
let applicant: Window;
const step = storyteller(() => ({ ...(daughter && { daughter }), ...(applicant && { applicant }) }));

/** Taps, and waits for the camera's page that opens beside this one. */
async function cameraOf({ page, tap }: Window, mark: string): Promise<Page> {
  const [camera] = await Promise.all([page.context().waitForEvent('page'), tap(mark)]);
  await camera.waitForLoadState();
  return camera;
}
async function show(camera: Page, outcome: 'pass' | 'fail'): Promise<void> {
  await camera.click(`#${outcome}`);
  await camera.locator('#said', { hasText: '已完成' }).waitFor();
  await camera.close();
}

beforeAll(async () => {
  city = await openCity('faces', []);
  daughter = await city.visit('facesdaughter');
  await daughter.arrive('category-MED');
});
afterAll(() => city?.close());

step('not yet done is said; a face that does not match is refused, and may be tried again', async () => {
  await daughter.page.evaluate(() => (location.hash = '/packages/people/recipient/index'));
  await writeDown(daughter, MOTHER);
  await daughter.tap('way-face');
  await daughter.arrive('face-start');
  await daughter.picture('01-consent');
  await daughter.fill('identity-number', MOTHER.idNumber);
  const camera = await cameraOf(daughter, 'face-start');
  await daughter.see('face-opened');
  await daughter.tap('face-done');
  await daughter.see(PROBLEM);
  await daughter.picture('02-not-yet');
  await show(camera, 'fail');
  await daughter.page.waitForTimeout(600);
  await daughter.tap('face-done');
  await daughter.arrive('face-start');
  expect(await daughter.text(PROBLEM)).toMatch(/人脸|没有通过|不一致/);
  await daughter.picture('03-no-match');
});

step('the right face verifies', async () => {
  await daughter.fill('identity-number', MOTHER.idNumber);
  const camera = await cameraOf(daughter, 'face-start');
  await show(camera, 'pass');
  await daughter.see('face-opened');
  await daughter.tap('face-done');
  await daughter.arrive('verified');
  expect(await daughter.text('verified')).not.toContain(MOTHER.idNumber);
  await daughter.picture('04-verified');
});

step('whoever applies shows her face from the application; it stands there as passed', async () => {
  applicant = await city.visit('family0003');
  await applicant.see('category-MED');
  await applicant.page.evaluate(() => (location.hash = '/packages/onboarding/apply/index'));
  await applicant.arrive('part-person');
  expect(await applicant.page.locator('[data-test="to-face"]:visible').count()).toBe(0);
  await applicant.tap('part-person');
  await applicant.arrive('nurse-name');
  await applicant.fill('nurse-name', APPLICANT.name);
  await applicant.fill('nurse-id-number', APPLICANT.idNumber);
  await applicant.fill('nurse-phone', APPLICANT.phone);
  await applicant.tap('save-part');
  await applicant.arrive('to-face');
  await applicant.picture('05-application');
  await applicant.tap('to-face');
  await applicant.arrive('face-start');
  await applicant.picture('06-own-face');
  const camera = await cameraOf(applicant, 'face-start');
  await show(camera, 'pass');
  await applicant.tap('face-done');
  await applicant.arrive('face-match');
  await applicant.picture('07-passed');
  expect([daughter, applicant].flatMap(({ complaints }) => complaints)).toEqual([]);
});
