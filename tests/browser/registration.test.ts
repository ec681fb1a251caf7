/**
 * A family nobody knows: registered in three steps with a break between them, the card read by photograph, consents given,
 * questions answered, booked; a consent taken back; papers sent for a first assessment. Then the same pages in care mode.
 */
import { beginBooking, chooseHour } from './booking';
import { openCity, type City } from './city';
import { agree, answerAll, answerOne, nameContacts, writeDown } from './newcomer';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(300_000);

const UID = 'somebodynew';
/** Whom the reader of cards of the stand-in reads off any photograph. */
const ON_CARD = { name: '张三', birth: '19491231', relation: '母亲' };
const SERVICE = 'LIF-01';

let city: City;
let patient: Window;
let recipientId = '';
const step = storyteller(() => ({ patient }));
const here = () => ({ ...city, patient });
const goTo = async (path: string, query = '') => {
  await patient.page.evaluate((to) => (location.hash = to), `/${path}/index${query}`);
};
const theirs = (collection: string, query: Record<string, unknown>) =>
  city.product.cloud.emulator.engine.find(collection, { query });

async function photograph(mark: string): Promise<void> {
  const buffer = await patient.page.screenshot();
  const [chooser] = await Promise.all([patient.page.waitForEvent('filechooser'), patient.tap(mark)]);
  await chooser.setFiles({ name: 'photo.png', mimeType: 'image/png', buffer });
}
/** The next one is tapped as soon as this one is seen: nobody waits between the two sides of a card. */
const photographed = (mark: string) => patient.see(`${mark}-taken`);

beforeAll(async () => {
  city = await openCity('registration', []);
  patient = await city.visit(UID);
});
afterAll(() => city?.close());

step('on the way to her first booking she writes her mother down; without the right to act it is refused', async () => {
  await beginBooking(here(), undefined, SERVICE);
  await patient.tap('add-recipient');
  await patient.arrive('save-recipient');
  await patient.fill('recipient-name', ON_CARD.name);
  await patient.fill('recipient-birth', '19491331');
  await patient.tap('save-recipient');
  expect(await patient.text('problem')).toContain('8 位数字');
  await patient.fill('recipient-birth', ON_CARD.birth);
  await patient.page.waitForTimeout(500);
  await patient.tap('save-recipient');
  await patient.page.locator('[data-test="problem"]:visible', { hasText: '有权' }).waitFor();
  await patient.picture('01-basic');
  await writeDown(patient, ON_CARD);
  await patient.picture('02-card');
});

step('she stops there; next time the page of her mother says what is missing and goes on', async () => {
  await goTo('pages/mine');
  await patient.page.reload();
  await patient.see('care-mode');
  const [user] = await theirs('users', { uid: UID });
  const [recipient] = (await theirs('recipients', { ownerUserId: user?._id })) as unknown as { _id: string }[];
  recipientId = recipient?._id ?? '';
  await patient.tap(`my-recipient-${recipientId}`);
  await patient.arrive('go-on');
  await patient.picture('03-person');
  await patient.tap('go-on');
  await patient.arrive('read-card');
});

step('two photographs are read, what was read is shown masked, and confirmed', async () => {
  for (const side of ['card-front', 'card-back']) {
    await photograph(side);
    await photographed(side);
  }
  await patient.picture('04-photos');
  await patient.tap('read-card');
  await patient.arrive('card-read');
  const read = await patient.text('card-read');
  expect(read).toContain('张三');
  expect(read).not.toContain('19491231002');
  await patient.picture('05-read');
  await patient.tap('confirm-card');
  await patient.arrive('verified');
  await patient.picture('06-verified');
  await patient.tap('identity-done');
});

step('two people to call: one number for both is refused; then registration is whole', async () => {
  await nameContacts(patient, ['13900001111', '13900001111']);
  expect(await patient.text('problem')).toContain('不能相同');
  await patient.page.waitForTimeout(500);
  await patient.picture('07-contacts');
  await nameContacts(patient, ['13900001111', '13900002222']);
  await patient.arrive('registered');
  await patient.picture('08-registered');
});

step(
  'at the price two steps are still missing, each one tap away; the consents lead back to the kept booking',
  async () => {
    await goTo('pages/home');
    await patient.page.reload();
    await patient.see('search');
    await patient.tap('drop-booking');
    await beginBooking(here(), undefined, SERVICE);
    await patient.tap('add-address');
    await patient.arrive('save-address');
    await patient.fill('address-phone', '13900001111');
    await patient.fill('address-text', '杭州市西湖区文三路100号');
    await patient.tap('save-address');
    await patient.arrive('next');
    await chooseHour(here());
    await patient.tap('next');
    await patient.arrive('missing');
    expect(await patient.text('missing')).toContain('还差 2 步');
    await patient.picture('09-missing');
    await patient.tap('mend');
    await patient.arrive('next');
    await patient.picture('10-consents');
    await agree(patient);
    await patient.page.locator('[data-test="missing"]:visible', { hasText: '还差 1 步' }).waitFor();
    await patient.see('missing-RISK_ANSWERS_MISSING');
  },
);

step(
  'a sign of an emergency leads to 120 and nowhere else; quiet answers lead back, and it is booked and signed',
  async () => {
    await patient.tap('mend');
    await patient.arrive('question');
    await patient.picture('11-question');
    await answerOne(patient, 0, 0);
    await answerOne(patient, 1, 1);
    // at once: the questions that are left are of no use to whoever needs an ambulance
    await patient.arrive('call-120');
    expect(await patient.text('emergency')).toContain('请立即拨打 120');
    await patient.picture('13-emergency');
    await patient.tap('risk-again');
    await answerAll(patient);
    await patient.tap('submit-answers');
    await patient.arrive('risk-result');
    await patient.picture('14-result');
    await patient.tap('risk-done');
    await patient.arrive('visit-consent');
    await patient.page.locator('[data-test="missing"]:visible').waitFor({ state: 'detached' });
    await patient.picture('15-confirm');
    await patient.tap('submit');
    await patient.see('countdown');
    const [order] = (await theirs('orders', { recipientId })) as unknown as { _id: string }[];
    expect(await theirs('consents', { subject: `orders/${order?._id}`, kind: 'visit' })).toHaveLength(1);
  },
);

step('a consent taken back says what follows from it, and is asked for again', async () => {
  await goTo('packages/consents/list', `?recipientId=${recipientId}`);
  await patient.arrive('consent-health');
  await patient.picture('16-consents');
  await patient.tap('consent-health');
  await patient.arrive('withdraw');
  await patient.tap('withdraw');
  await patient.see('confirm-withdraw');
  await patient.picture('17-withdraw');
  await patient.tap('confirm-withdraw');
  await patient.arrive('agree');
  await patient.tap('authorised');
  await patient.tap('agree');
  await patient.see('given');
  expect(await theirs('consents', { subject: `recipients/${recipientId}`, kind: 'health' })).toHaveLength(3);
});

step('papers go to an assessor, and it is said that they wait', async () => {
  await goTo('packages/assessment/first', `?recipientId=${recipientId}`);
  await patient.arrive('add-dischargeSummary');
  await photograph('add-dischargeSummary');
  await patient.see('paper');
  await patient.fill('first-note', '上个月做过髋关节手术');
  await patient.picture('18-papers');
  await patient.tap('request-first');
  await patient.page.locator('[data-test="first-state"]:visible', { hasText: '正在审核' }).waitFor();
  await patient.picture('19-waiting');
});

step('in care mode on the smallest phone each page asks one thing, and nothing runs out sideways', async () => {
  await patient.page.setViewportSize({ width: 360, height: 640 });
  await goTo('pages/home');
  await patient.page.reload();
  await patient.see('search');
  await patient.tap('dev-care');
  const pages: readonly (readonly [name: string, path: string, query: string, mark: string])[] = [
    ['person', 'people/person', '', 'registered'],
    ['card', 'people/identity', '', 'read-card'],
    ['contacts', 'people/contacts', '', 'next'],
    ['give', 'consents/give', '&kinds=service,privacy,health', 'next'],
    ['consents', 'consents/list', '', 'consent-health'],
    ['question', 'assessment/risk', '&serviceCode=MED-02', 'question'],
    ['first', 'assessment/first', '', 'first-state'],
  ];
  for (const [n, [name, path, query, mark]] of pages.entries()) {
    await goTo(`packages/${path}`, `?recipientId=${recipientId}${query}`);
    await patient.arrive(mark);
    await patient.picture(`${20 + n}-care-${name}`);
    const sideways = await patient.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect([name, sideways]).toEqual([name, 0]);
  }
  expect(patient.complaints).toEqual([]);
});
