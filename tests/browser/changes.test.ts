/** Plans change: the family moves a visit, the nurse asks for another hour, and in the end nobody opens the door. */
import { beijingDay, DAY, MINUTE } from '#domain/schedule/beijing';
import { chooseVisit } from './booking';
import { openCity, type City } from './city';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(240_000);

let city: City;
let patient: Window;
let nurse: Window;
const step = storyteller(() => ({ patient, nurse }));

beforeAll(async () => {
  city = await openCity('changes', ['patient', 'nurse']);
  ({ patient, nurse } = city);
});
afterAll(() => city?.close());

/** The first free half hour of a day; answers when. */
async function chooseHourOf(window: Window, day: number): Promise<number> {
  await window.arrive(`day-${beijingDay(day)}`);
  await window.tap(`day-${beijingDay(day)}`);
  await window.arrive('slot');
  const hour = window.page.locator('[data-test="slot"]:visible').nth(2);
  const at = Number(await hour.getAttribute('data-at'));
  await hour.click();
  return at;
}
async function startsAt(at: number): Promise<void> {
  for (let tries = 0; tries < 100 && (await city.newestOrder()).startAt !== at; tries += 1) {
    await patient.page.waitForTimeout(100);
  }
  expect((await city.newestOrder()).startAt).toBe(at);
}

/** A browser that nobody can call from asks what to do about it, and waits for the answer. */
const withoutCalling = ({ page }: Window) =>
  page.evaluate(() => {
    const { navigation } = window as unknown as { navigation: EventTarget };
    navigation.addEventListener('navigate', (event) => {
      if ((event as Event & { destination: { url: string } }).destination.url.startsWith('tel:'))
        event.preventDefault();
    });
  });

step('a visit is booked, accepted and paid', async () => {
  await chooseVisit(city, 'nurse0001', false);
  await patient.tap('submit');
  await patient.see('countdown');
  await nurse.tap('tab-offers');
  await nurse.see(`offer-${(await city.newestOrder())._id}`);
  await nurse.tap('accept');
  await patient.see('pay-full');
  await patient.tap('pay-full');
  await patient.see('pay-confirm');
  await patient.tap('pay-confirm');
  await city.statusIs('pendingService');
});

step('the family chooses another day, reads that it is free and who comes, and the visit is moved', async () => {
  await patient.see('move');
  await patient.picture('01-order');
  await patient.tap('move');
  const at = await chooseHourOf(patient, (await city.newestOrder()).startAt + DAY);
  await patient.see('move-terms');
  expect(await patient.text('move-terms')).toMatch(/不收费[\s\S]*上门/);
  await patient.picture('02-another-hour');
  await patient.tap('confirm-move');
  await startsAt(at);
  await patient.page.locator('[data-test="timeline"]:visible', { hasText: '上门时间改为' }).waitFor();
  await patient.picture('03-moved');
});

step('the nurse asks for another hour; the family reads it and agrees', async () => {
  const { _id, startAt } = await city.newestOrder();
  await nurse.tap('tab-today');
  await nurse.page.goto(nurse.page.url().replace(/#.*/, `#/packages/visit/visit/index?orderId=${_id}`));
  await nurse.arrive('move');
  await nurse.picture('04-visit');
  await nurse.tap('move');
  const at = await chooseHourOf(nurse, startAt);
  await nurse.picture('05-ask');
  await nurse.tap('confirm-move');
  await nurse.arrive('proposal-waiting');
  await nurse.picture('06-asked');
  await patient.see('proposal');
  await patient.picture('07-proposal');
  await patient.tap('accept-time');
  await startsAt(at);
});

step('she is late and says so; the family reads when she comes and what it may do', async () => {
  const { startAt } = await city.newestOrder();
  city.product.cloud.emulator.clock.set(startAt - 60 * MINUTE);
  await nurse.page.reload();
  await nurse.arrive('late');
  await nurse.tap('late');
  await nurse.arrive('late-45');
  await nurse.tap('late-45');
  await nurse.see('late-over');
  await nurse.picture('08-late');
  await nurse.tap('say-late');
  await patient.page.reload();
  await patient.see('nurse-late');
  expect(await patient.text('nurse-late')).toMatch(/晚 45 分钟[\s\S]*不收费/);
  await patient.picture('09-late');
});

step(
  'at the door nobody opens: she waits, calls, takes a photograph, and the order ends at the published price',
  async () => {
    const { startAt } = await city.newestOrder();
    await nurse.arrive('set-out');
    await nurse.tap('set-out');
    await city.statusIs('travelling');
    await nurse.see('dev-walk');
    await nurse.tap('dev-walk');
    await nurse.page.locator('[data-test="dev-walk"]', { hasText: '走到患者家附近' }).waitFor({ timeout: 60_000 });
    city.product.cloud.emulator.clock.set(startAt + 2 * MINUTE);
    await nurse.tap('arrive');
    await nurse.see('at-door');
    await nurse.picture('10-at-the-door');
    city.product.cloud.emulator.clock.set(startAt + 20 * MINUTE);
    // Looking at another page and coming back, the phone hears what time it is.
    await nurse.tap('refuse');
    await nurse.arrive('ground-0');
    await nurse.tap('ground-0');
    await nurse.see('refusal-terms');
    await nurse.picture('11-must-not');
    await nurse.page.goBack();
    await nurse.page.locator('[data-test="door-wait"]:visible', { hasText: '等候时间够了' }).waitFor();
    await withoutCalling(nurse);
    for (const _call of [1, 2]) {
      await nurse.tap('door-call');
      await nurse.page.waitForTimeout(600);
    }
    const chooser = nurse.page.waitForEvent('filechooser');
    await nurse.tap('take-door-photo');
    await (await chooser).setFiles({ name: 'door.png', mimeType: 'image/png', buffer: await nurse.page.screenshot() });
    await nurse.see('door-photo');
    await nurse.picture('12-waited');
    await nurse.tap('nobody-opens');
    await nurse.arrive('confirm-nobody-opens');
    await nurse.picture('13-sure');
    await nurse.tap('confirm-nobody-opens');
    await city.statusIs('refunding');
    await patient.page.locator('[data-test="hero-words"]:visible', { hasText: '无人应答' }).waitFor();
    await patient.picture('14-ended');
    expect([...patient.complaints, ...nurse.complaints]).toEqual([]);
  },
);
