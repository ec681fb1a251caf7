/** A service found by an everyday word and by pinyin, and a nurse as soon as possible. */
import { openCity, type City } from './city';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(240_000);

let city: City;
let patient: Window;
let nurse: Window;
const step = storyteller(() => ({ patient, nurse }));

beforeAll(async () => {
  city = await openCity('search-and-urgent', ['patient', 'nurse']);
  ({ patient, nurse } = city);
});
afterAll(() => city?.close());

/** What stands first in the list. */
const firstFound = () =>
  patient.page.locator('[data-test="found-services"] [data-test^="service-"]').first().getAttribute('data-test');

step('at home: 量血压 by its everyday name, by pinyin and by first letters is the same service', async () => {
  await patient.see('search');
  for (const words of ['量血压', 'liangxueya', 'lxy']) {
    await patient.fill('search', words);
    await patient.see('found-services');
    expect(await firstFound()).toBe('service-MED-02');
  }
  await patient.picture('01-found');
  expect(await patient.text('found-services')).toContain('量血压、测血糖');
});

step('what nobody offers is said, with words that do find something', async () => {
  await patient.fill('search', '修空调');
  await patient.see('empty');
  await patient.picture('02-nothing');
  await patient.tap('often-洗澡');
  await patient.see('service-LIF-01');
  expect(await firstFound()).toBe('service-LIF-01');
  await patient.fill('search', '');
});

step('on a small phone the search stands above the list of services', async () => {
  await patient.page.setViewportSize({ width: 360, height: 640 });
  await patient.tap('category-MED');
  await patient.arrive('service-MED-01');
  await patient.picture('03-services');
  await patient.fill('search-services', 'lxy');
  await patient.see('found-services');
  expect(await firstFound()).toBe('service-MED-02');
  await patient.picture('04-services-found');
  await patient.tap('service-MED-02');
  await patient.arrive('book');
  await patient.picture('05-service');
  await patient.page.setViewportSize({ width: 390, height: 844 });
});

step('she says as soon as possible: how it works and when is said before she chooses', async () => {
  await patient.tap('book');
  await patient.arrive('next');
  await patient.tap('next');
  await patient.arrive('soonest');
  expect(await patient.text('soonest')).toMatch(/最早今天 \d\d:\d\d 能到[\s\S]*不收加急费/);
  await patient.tap('choose-soonest');
  await patient.picture('06-soonest');
  await patient.tap('next');
  // nobody is chosen: the next page is the price
  await patient.arrive('total');
  await patient.picture('07-confirm');
  await patient.tap('submit');
  await patient.see('countdown');
  await patient.picture('08-searching');
  const { urgent, dispatch, startAt, createdAt } = await city.newestOrder();
  expect(urgent).toBe(true);
  expect(dispatch).toMatchObject({ stage: 'alternates' });
  expect(dispatch.offeredNurseIds.length).toBeGreaterThan(1);
  expect(startAt - createdAt).toBeLessThanOrEqual(2 * 3_600_000);
});
