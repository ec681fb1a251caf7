/**
 * Whoever decides for somebody else: a child whose mother is known first, a service that waits for a doctor's order, a consent
 * signed after the booking, and an order that was forwarded to somebody it does not concern.
 */
import { playersOn } from '../../scripts/demo/players';
import { PATIENT_UID } from '../../scripts/world/personas';
import { beginBooking, chooseHour } from './booking';
import { openCity, type City } from './city';
import { bookUnsigned } from './gates/visits';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(240_000);

/** GB 11643: check digits 3 and X. */
const CHILD = { name: '王小雨', birth: '20180601', idNumber: '330106201806010023', relation: '子女' };
const MOTHER = { name: '张三', birth: '19491231', idNumber: '11010519491231002X', relation: '本人' };
/** A dressing asks for a doctor's order. */
const DRESSING = 'MED-05';

let city: City;
let mother: Window;
let patient: Window;
let stranger: Window;
let childId = '';
let orderId = '';
const step = storyteller(() => ({ ...(mother && { mother }), patient, ...(stranger && { stranger }) }));
const goTo = ({ page }: Window, path: string) => page.evaluate((to) => (location.hash = to), `/packages/${path}`);
const stored = (collection: string, query: Record<string, unknown>) =>
  city.product.cloud.emulator.engine.find(collection, { query });

const waitingOrders = () =>
  stored('orders', { patientUid: PATIENT_UID, serviceCode: DRESSING, status: 'pendingAcceptance' });

type Somebody = typeof CHILD;
async function register({ name, birth, relation }: Somebody): Promise<void> {
  await goTo(mother, `people/recipient/index?for=${relation === MOTHER.relation ? 'me' : 'child'}`);
  await mother.arrive('save-recipient');
  await mother.fill('recipient-name', name);
  await mother.fill('recipient-birth', birth);
  await mother.tap(`relation-${relation}`);
  if (relation !== MOTHER.relation) await mother.tap('statement');
  await mother.fill('conditions', '无');
  await mother.tap('save-recipient');
  await mother.arrive('read-card');
  await mother.tap('way-number');
}
async function verify({ idNumber }: Somebody): Promise<void> {
  await mother.fill('identity-number', idNumber);
  await mother.tap('verify');
}

beforeAll(async () => {
  city = await openCity('caring-for-others', ['patient', 'desk']);
  ({ patient } = city);
  const { emulator, standIns } = city.product.cloud;
  orderId = await bookUnsigned(playersOn(emulator.url, standIns.wechatPay));
});
afterAll(() => city?.close());

step('a child is verified only after the mother is known by name, and that is what is said', async () => {
  mother = await city.visit('mother');
  await mother.arrive('category-MED');
  await register(CHILD);
  await verify(CHILD);
  await mother.see('problem');
  expect(await mother.text('problem')).toContain('监护人');
  await mother.picture('01-guardian-first');
  childId = ((await stored('recipients', { relation: CHILD.relation }))[0] as unknown as { _id: string })._id;
  await register(MOTHER);
  await verify(MOTHER);
  await mother.arrive('verified');
  await goTo(mother, `people/identity/index?recipientId=${childId}`);
  await mother.arrive('way-number');
  await mother.tap('way-number');
  await verify(CHILD);
  await mother.arrive('verified');
  expect(await mother.text('verified')).not.toContain(CHILD.idNumber);
  await mother.picture('02-child-verified');
});

step('for the child she agrees as its guardian, and cannot without saying so', async () => {
  await goTo(mother, `consents/text/index?kind=health&recipientId=${childId}`);
  await mother.arrive('guardian');
  const consents = () => stored('consents', { subject: `recipients/${childId}`, kind: 'health' });
  await mother.tap('authorised');
  await mother.tap('agree');
  await mother.page.waitForTimeout(600);
  expect(await consents()).toEqual([]);
  await mother.tap('guardian');
  await mother.picture('03-guardian');
  await mother.tap('agree');
  await mother.see('given');
  const [given] = (await consents()) as unknown as {
    onBehalf: { guardian: boolean };
  }[];
  expect(given?.onBehalf).toMatchObject({ guardian: true });
});

step('a dressing without a doctor’s order: what to bring is one tap away, and the booking waits', async () => {
  // her mother was assessed without any papers
  const update = { $set: { papersUntil: {} } };
  await city.product.cloud.emulator.engine.update('assessments', { query: { kind: 'first' }, update, multi: true });
  await beginBooking(city, undefined, DRESSING);
  await chooseHour(city);
  await patient.tap('next');
  await patient.arrive('missing-ORDER_PAPERS_MISSING');
  expect(await patient.text('missing')).toContain('上传医嘱或处方');
  await patient.picture('04-order-missing');
  await patient.tap('missing-ORDER_PAPERS_MISSING');
  await patient.arrive('add-doctorOrder');
  await patient.picture('05-bring-it');
  await patient.page.goBack();
  await patient.arrive('missing-ORDER_PAPERS_MISSING');
  expect(await waitingOrders()).toEqual([]);
});

step('photographed and handed in, the visit can be booked; nobody is looked for before somebody saw it', async () => {
  await patient.tap('missing-ORDER_PAPERS_MISSING');
  await patient.arrive('add-doctorOrder');
  const [chooser] = await Promise.all([patient.page.waitForEvent('filechooser'), patient.tap('add-doctorOrder')]);
  const buffer = await patient.page.screenshot();
  await chooser.setFiles({ name: 'order.png', mimeType: 'image/png', buffer });
  await patient.see('paper');
  await patient.fill('order-hospital', '浙江省人民医院');
  for (const [part, digits] of Object.entries({ year: '2026', month: '11', date: '22' }))
    await patient.fill(`issued-${part}`, digits);
  await patient.tap('valid-7');
  await patient.picture('05-filled');
  await patient.tap('hand-in-order');
  await patient.arrive('order-state');
  expect(await patient.text('order-state')).toContain('医嘱正在审核');
  await patient.picture('05-waits');
  await patient.tap('order-back');
  await patient.arrive('submit');
  await patient.tap('submit');
  await patient.page.locator('text=正在看您交的医嘱').first().waitFor();
  await patient.picture('05-booked');
  expect(await waitingOrders()).toMatchObject([{ dispatch: { stage: 'papers' } }]);
});

step('at the desk it is looked at and passes; the search begins', async () => {
  await city.desk.tap('nav-assessments');
  await city.desk.page.selectOption('[data-test="assessment-view"]', 'orders');
  await city.desk.page.locator('[data-test="table-assessments"] tbody tr').first().click();
  await city.desk.tap('open-request');
  await city.desk.page.locator('[data-test="opened"]', { hasText: '浙江省人民医院' }).waitFor();
  await city.desk.picture('05-desk');
  await city.desk.tap('order-send');
  await patient.page.locator('text=正在为您找护士').first().waitFor();
  expect(await waitingOrders()).toMatchObject([{ dispatch: { stage: 'waves' } }]);
});

step('what was not signed with the booking is signed on the order, once', async () => {
  await goTo(patient, `order/order/index?orderId=${orderId}`);
  await patient.arrive('sign-consent');
  await patient.picture('06-to-sign');
  await patient.tap('sign-consent');
  await patient.page.locator('[data-test="consent-to-sign"]:visible').waitFor({ state: 'detached' });
  expect(await stored('consents', { subject: `orders/${orderId}`, kind: 'visit' })).toHaveLength(1);
  await patient.picture('07-signed');
});

step('the forwarded order opens for nobody else: a kind sentence, what to do, and the way home', async () => {
  stranger = await city.visit('stranger');
  await stranger.arrive('category-MED');
  await goTo(stranger, `order/order/index?orderId=${orderId}`);
  await stranger.arrive('go-home');
  const words = await stranger.text('empty');
  expect(words).toContain('只有家人能打开');
  expect(words).toContain('请');
  expect(await stranger.page.locator('[data-test="problem"]:visible, [data-test="retry"]:visible').count()).toBe(0);
  await stranger.picture('08-stranger');
  await stranger.tap('go-home');
  await stranger.arrive('category-MED');
  expect([mother, patient, stranger].flatMap(({ complaints }) => complaints)).toEqual([]);
});
