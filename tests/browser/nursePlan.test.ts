/** A nurse plans her work on the phone: hours, nights, area, services, a day off that an order stands in; then her stars and an appeal. */
import type { Nurse } from '#domain/nurse/nurse';
import type { Order } from '#domain/order/order';
import { beijingDay } from '#domain/schedule/beijing';
import { playersOn, type Players } from '../../scripts/demo/players';
import { NURSE_UID } from '../../scripts/world/personas';
import { openCity, type City } from './city';
import { makeVisits, type Visits } from './gates/visits';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(240_000);

let city: City;
let nurse: Window;
let players: Players;
let visits: Visits;
const step = storyteller(() => ({ nurse }));
const one = async <T>(collection: string, _id: string): Promise<T> =>
  (await city.product.cloud.emulator.engine.find(collection, { query: { _id }, limit: 1 }))[0] as unknown as T;
const standing = () => one<Nurse>('nurses', NURSE_UID);
async function save(): Promise<void> {
  await nurse.tap('save-plan');
  await nurse.see('plan-saved');
}
async function openPlan(row: string, mark: string): Promise<void> {
  await nurse.page.evaluate(() => (location.hash = '/packages/plan/plan/index'));
  await nurse.arrive(`plan-${row}`);
  await nurse.tap(`plan-${row}`);
  await nurse.arrive(mark);
}

beforeAll(async () => {
  city = await openCity('nurse-plan', ['nurse']);
  nurse = city.nurse;
  const { emulator, standIns } = city.product.cloud;
  players = playersOn(emulator.url, standIns.wechatPay);
  visits = await makeVisits(players);
  await players.call('acceptOrder', { orderId: visits.offeredId }, { openid: `o-${NURSE_UID}` });
});
afterAll(() => city?.close());

step('from 我的 to four weeks ahead, with the visits that are promised', async () => {
  await nurse.see('tab-today');
  await nurse.tap('tab-mine');
  await nurse.arrive('my-plan');
  await nurse.tap('my-plan');
  await nurse.arrive('schedule-day');
  const { startAt } = await one<Order>('orders', visits.offeredId);
  await nurse.tap(`schedule-${beijingDay(startAt)}`);
  await nurse.see(`open-${visits.offeredId}`);
  await nurse.picture('01-plan');
});

step('fourteen hours a day are too long by the rules of rest; thirteen are saved', async () => {
  await openPlan('hours', 'weekday-0');
  const before = (await standing()).shifts.find(({ weekday }) => weekday === 0);
  const change = async (tap: 'to-0-earlier' | 'to-0-later', times: number) => {
    await nurse.tap('weekday-0');
    for (let time = 0; time < times; time += 1) await nurse.tap(tap);
  };
  await change('to-0-later', 2);
  await nurse.tap('close-sheet');
  await nurse.tap('save-plan');
  expect(await nurse.text('problem')).toContain('一天最多上 13 小时');
  await change('to-0-earlier', 4);
  await nurse.picture('02-hours');
  await nurse.tap('close-sheet');
  await save();
  const after = (await standing()).shifts.find(({ weekday }) => weekday === 0);
  expect(after?.toMinute).toBe((before?.toMinute ?? 0) - 60);
});

step('an area drawn corner by corner: crossed lines are told, a corner is taken back, it is saved', async () => {
  await openPlan('area', 'area-map');
  const map = nurse.page.locator('[data-test="area-map"]:visible');
  const box = await map.boundingBox();
  const corner = (x: number, y: number) =>
    map.click({ position: { x: (box?.width ?? 0) * x, y: (box?.height ?? 0) * y } });
  await corner(0.4, 0.4);
  await corner(0.6, 0.4);
  expect(await nurse.text('corner-count')).toContain('已点 2 个');
  await corner(0.4, 0.6);
  await corner(0.6, 0.6);
  expect(await nurse.text('problem')).toContain('线交叉了');
  expect(await nurse.page.locator('[data-test="finish-area"]:visible').count()).toBe(0);
  await nurse.picture('02-crossed');
  await nurse.tap('undo-corner');
  await nurse.page.waitForTimeout(600);
  await nurse.tap('undo-corner');
  await corner(0.6, 0.6);
  await corner(0.4, 0.6);
  await nurse.tap('finish-area');
  await nurse.see('area-drawn');
  await nurse.picture('02-area');
  await save();
  const { areaPolygon, location } = await standing();
  expect(areaPolygon).toHaveLength(5);
  const lngs = areaPolygon?.map(([lng]) => lng) ?? [];
  const [lng = NaN] = location.coordinates;
  expect(Math.min(...lngs)).toBeLessThan(lng);
  expect(Math.max(...lngs)).toBeGreaterThan(lng);
});

step('the same told in kilometres, in care mode; then none at all', async () => {
  await nurse.tap('dev-care');
  await openPlan('area', 'tell-area');
  expect(await nurse.page.locator('[data-test="area-map"]:visible').count()).toBe(0);
  await nurse.tap('north-nearer');
  await nurse.tap('north-nearer');
  expect(await nurse.text('north')).toBe('2 公里');
  await nurse.tap('tell-area');
  await nurse.page.locator('[data-test="area-drawn"]:visible').scrollIntoViewIfNeeded();
  await nurse.picture('02-area-told');
  await save();
  const { areaPolygon, location } = await standing();
  const north = Math.max(...(areaPolygon?.map(([, lat]) => lat) ?? []));
  expect(north - (location.coordinates[1] ?? NaN)).toBeCloseTo(2000 / 111_320, 4);
  await nurse.tap('drop-polygon');
  await nurse.page.waitForTimeout(600);
  await save();
  expect((await standing()).areaPolygon).toBeNull();
});

step('her week in care mode: which days, from when to when, is it right so', async () => {
  await openPlan('hours', 'works-6');
  expect(await nurse.text('progress')).toBe('第 1 步，共 3 步');
  const works = async () => [...new Set((await standing()).shifts.map(({ weekday }) => weekday))].sort();
  const before = await works();
  const [free] = [1, 2, 3, 4, 5, 6, 0].filter((day) => !before.includes(day));
  const changed = free ?? 6;
  await nurse.tap(`works-${changed}`);
  await nurse.picture('02-care-days');
  await nurse.tap('next');
  await nurse.arrive('ways-same');
  await nurse.tap('ways-same');
  await nurse.arrive('to-0');
  await nurse.tap('to-0-earlier');
  await nurse.picture('02-care-hours');
  await nurse.tap('next');
  await nurse.arrive(`weekday-${changed}`);
  await nurse.picture('02-care-check');
  await save();
  expect(await works()).toEqual((free === undefined ? before.filter((day) => day !== 6) : [...before, free]).sort());
  const spans = (await standing()).shifts.map(({ fromMinute, toMinute }) => `${fromMinute}-${toMinute}`);
  const daily = spans.length / (await works()).length;
  expect(new Set(spans).size).toBe(daily);
  await nurse.tap('dev-care');
});

step('two hospital nights, one taken back', async () => {
  await openPlan('nights', 'night-from');
  for (const day of ['2026-12-10', '2026-12-12']) await nurse.tap(`day-${day}`);
  await save();
  const nights = async () => (await standing()).exceptions.filter(({ kind }) => kind === 'hospitalNight');
  expect((await nights()).map(({ day }) => day)).toEqual(['2026-12-10', '2026-12-12']);
  await nurse.tap('day-2026-12-12');
  await nurse.picture('03-nights');
  await nurse.page.waitForTimeout(600);
  await save();
  expect((await nights()).map(({ day }) => day)).toEqual(['2026-12-10']);
});

step('a service is switched off and on again', async () => {
  await openPlan('services', 'save-plan');
  const row = nurse.page.locator('[data-test^="offer-service-"]:visible').last();
  const code = ((await row.getAttribute('data-test')) ?? '').replace('offer-service-', '');
  await row.click();
  await save();
  expect((await standing()).serviceCodes).not.toContain(code);
  await row.click();
  await nurse.page.waitForTimeout(600);
  await save();
  expect((await standing()).serviceCodes).toContain(code);
});

step('what she speaks at home, said by herself', async () => {
  await openPlan('dialects', 'save-plan');
  await nurse.tap('speaks-shaoxing');
  await nurse.picture('03-dialects');
  await save();
  expect((await standing()).dialects).toContain('shaoxing');
});

step('a day off with an order in it: named, given away, the family’s order looks for somebody else', async () => {
  const { startAt } = await one<Order>('orders', visits.offeredId);
  await openPlan('days', 'exceptions');
  await nurse.tap(`day-${beijingDay(startAt)}`);
  await nurse.tap('save-plan');
  await nurse.arrive(`conflict-${visits.offeredId}`);
  expect((await standing()).exceptions.some(({ kind }) => kind === 'off')).toBe(false);
  await nurse.picture('04-conflict');
  // the same wish again, now with the order given away: not within half a second
  await nurse.page.waitForTimeout(600);
  await nurse.tap('hand-over');
  await nurse.see('plan-saved');
  await nurse.see(`remove-${beijingDay(startAt)}`);
  await nurse.picture('05-day-off');
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await one<Order>('orders', visits.offeredId)).nurseId !== NURSE_UID) break;
    await nurse.page.waitForTimeout(100);
  }
  expect((await one<Order>('orders', visits.offeredId)).nurseId).not.toBe(NURSE_UID);
});

step('the stars number by number; an appeal, once', async () => {
  await nurse.page.evaluate(() => (location.hash = '/packages/standing/standing/index'));
  await nurse.arrive('stars');
  await nurse.picture('06-standing');
  await nurse.tap('appeal');
  await nurse.arrive('send-appeal');
  await nurse.fill('appeal-text', '不该');
  await nurse.tap('send-appeal');
  expect(await nurse.text('problem')).toContain('至少写 5 个字');
  await nurse.fill('appeal-text', '那天路上封路，已提前告诉家属');
  await nurse.page.waitForTimeout(600);
  await nurse.tap('send-appeal');
  await nurse.see('appeal-sent');
  await nurse.picture('07-appeal');
  await nurse.tap('to-standing');
  await nurse.see('appeal-state');
  await nurse.tap('to-papers');
  await nurse.arrive('paper-licence');
  expect(nurse.complaints).toEqual([]);
});
