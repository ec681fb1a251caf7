/** The operators' desk in real Chromium: every kind of work once, at 1440 and at 1024, and what a single role may see. */
import { MENU_ROLES } from './deskMenus';
import {
  appeal,
  askForAssessment,
  bookAgainstTheRules,
  bookInVain,
  NARROW,
  openDeskCity,
  WIDE,
  type DeskCity,
} from './deskCity';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(240_000);

let city: DeskCity;
let desk: Window;
let assessmentId: string;
let orderId: string;
let appealId: string;
const step = storyteller(() => ({ desk }));
const PROOF = { name: 'proof.png', mimeType: 'image/png', buffer: Buffer.from('89504e470d0a1a0a', 'hex') };

beforeAll(async () => {
  city = await openDeskCity();
  ({ desk } = city);
  appealId = await appeal(city);
  orderId = await bookInVain(city);
  assessmentId = await askForAssessment(city);
  expect(await bookAgainstTheRules(city)).toBe('ASSESSMENT_WAITING');
});
afterAll(() => city?.close());

const row = (table: string, id: string) => desk.page.locator(`[data-test="table-${table}"] tr[data-id="${id}"]`);
const choose = (test: string, value: string) => desk.page.locator(`[data-test="${test}"]:visible`).selectOption(value);
/** Waits for the answer to this command; the one before is taken away when the next is sent. */
const answered = async (words: string) => {
  await desk.page.locator('[data-test="answer"]', { hasText: words }).waitFor();
};

/** No part of a page is wider than its place; a detail that is open may lie over the list. */
async function fitsAt(size: { width: number; height: number }, name: string): Promise<void> {
  await desk.page.setViewportSize(size);
  await desk.picture(`${name}-${size.width}`);
  const wide = await desk.page.evaluate(() =>
    [document.documentElement, ...Array.from(document.querySelectorAll('main, .table-frame, aside, .review, .card'))]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
      .map((element) => `${element.tagName}.${element.className} ${element.scrollWidth} > ${element.clientWidth}`),
  );
  expect({ name, ...size, wide }).toEqual({ name, ...size, wide: [] });
}
async function fits(name: string): Promise<void> {
  await fitsAt(NARROW, name);
  await fitsAt(WIDE, name);
}

step('a first assessment is decided by what the family handed in, opened with a purpose', async () => {
  await desk.tap('nav-assessments');
  await row('assessments', assessmentId).click();
  await desk.tap('open-request');
  await desk.page.locator('[data-test="opened"]', { hasText: '上周刚换过药' }).waitFor();
  await desk.tap('family-document-0');
  await desk.page.waitForFunction(() => {
    const picture = document.querySelector<HTMLImageElement>('[data-test="opened"] img');
    return picture?.complete && picture.naturalWidth > 0;
  });
  await desk.tap('verdict-refused');
  expect(await desk.text('verdict-missing')).toContain('请至少选择一个理由');
  await fits('assessment');
  await desk.tap('verdict-conditional');
  await desk.fill('verdict-conditions', '服务时家属在场');
  await desk.tap('paper-add');
  await choose('paper-service-0', 'MED-05');
  await desk.fill('paper-day-0', '2027-01-31');
  await desk.tap('verdict-send');
  await answered('评估有条件通过');
  const [decided] = await city.find('assessments', { _id: assessmentId });
  expect(decided).toMatchObject({
    decision: 'conditional',
    conditions: ['服务时家属在场'],
    papersUntil: { 'MED-05': Date.parse('2027-01-31T23:59:59.999+08:00') },
    decidedBy: 'operator-1',
  });
  const opened = await city.find<{ purpose: string }>('auditLog', { subject: `assessments/${assessmentId}` });
  expect(opened.map(({ purpose }) => purpose)).toEqual(['首诊评估：查看评估资料', '首诊评估：查看评估资料']);
  await desk.see('empty');
});

step('an appeal is decided with her standing in view', async () => {
  await desk.tap('nav-todo');
  await desk.see(`appeal-${appealId}`);
  await desk.see(`orphan-${orderId}`);
  await fits('todo');
  await desk.fill(`reply-${appealId}`, '核实属实，不计入');
  await desk.tap(`accept-${appealId}`);
  await answered('申诉成立');
  expect(await city.find('standingAppeals', { _id: appealId })).toMatchObject([
    { state: 'accepted', answer: '核实属实，不计入' },
  ]);
});

step('an alert is read, and closed when it is dealt with', async () => {
  const [alert] = await city.find<{ _id: string }>('operatorAlerts', { kind: 'nurseReviewOverdue', state: 'open' });
  await desk.page.locator(`[data-test="close-${alert?._id}"]`).click();
  await answered('已处理');
  expect(await city.find('operatorAlerts', { _id: alert?._id })).toMatchObject([{ state: 'closed' }]);
});

step('an order that nobody took: why it was allowed can be read, then it is assigned and taken back', async () => {
  await desk.page.locator(`[data-test="orphan-${orderId}"] button`).click();
  await desk.see('decision-booking');
  const said = await desk.text('decision-booking');
  expect(said).toContain('允许');
  expect(said).toMatch(/所用的 \d+ 条规则/);
  const [decision] = await city.find<{ fingerprint: string; rules: string[] }>('eligibilityDecisions', { orderId });
  expect(said).toContain(decision?.fingerprint.slice(0, 4));
  await desk.page.locator('[data-test="decision-booking"] summary').click();
  expect(await desk.text('decision-booking')).toContain(decision?.rules[0]);
  await fits('order');
  await choose('assign-nurse', 'nurse0001');
  await desk.tap('assign');
  await answered('已安排');
  await desk.fill('release-reason', '护士临时生病');
  await desk.tap('release-order');
  await answered('已收回订单');
});

step(
  'a booking that the rules refused: each reason with its rule and version, and the sentence the family read',
  async () => {
    await choose('order-view', 'refused');
    await desk.see('decision-booking');
    const said = await desk.text('decision-booking');
    const [refused] = await city.find<{ reasons: { rule: string; sentence: string }[] }>('eligibilityDecisions', {
      orderId: '',
    });
    expect(refused?.reasons.map(({ rule }) => rule)).toEqual(['P-020@1']);
    expect(said).toContain('不允许');
    expect(said).toContain(`P-020@1 ${refused?.reasons[0]?.sentence}`);
    await fits('refused');
  },
);

step('a nurse’s page: papers renewed, a policy recorded, a complaint confirmed', async () => {
  await desk.tap('nav-nurses');
  await choose('nurse-status', 'active');
  await row('nurses', 'nurse0001').click();
  await fits('nurse');
  await desk.tap('part-papers');
  await choose('renew-paper', 'review:');
  await desk.fill('renew-until', '2027-04-30');
  await desk.page.locator('[data-test="renew-proof"]').setInputFiles(PROOF);
  await fits('papers');
  await desk.tap('renew');
  await answered('已更新至 2027-04-30');
  await choose('policy-cover', 'liability');
  await desk.fill('policy-insurer', '示例财险');
  await desk.fill('policy-number', 'POL-20261123');
  await desk.fill('policy-from', '2026-11-23');
  await desk.fill('policy-until', '2028-11-22');
  await desk.page.locator('[data-test="policy-proof"]').setInputFiles(PROOF);
  await desk.tap('policy-keep');
  await answered('已登记责任险');
  expect(await city.find('nursePolicies', { policyNumber: 'POL-20261123' })).toMatchObject([
    { nurseId: 'nurse0001', validUntil: Date.parse('2028-11-23T00:00:00+08:00') },
  ]);
  await desk.tap('part-complaints');
  const [visit] = await city.find<{ _id: string }>('orders', { nurseId: 'nurse0001', status: 'completed' });
  await choose('complaint-order', visit?._id ?? '');
  await desk.fill('complaint-note', '迟到且未提前告知，双方确认');
  await desk.tap('complaint-heard');
  await desk.tap('complaint-confirm');
  await answered('已记入护士星级');
});

step('an unknown phone number is refused; the row never holds it', async () => {
  await desk.tap('nav-accounts');
  await desk.fill('release-number', '13900001234');
  await desk.fill('release-reason', '用户换号');
  await desk.tap('release-checked');
  await desk.tap('release');
  await desk.see('answer');
  // The number is said in the call: an unknown one leaves nothing on the row.
  const rows = await city.find<{ phone?: string; state: string }>('opCommands', { kind: 'releasePhone' });
  expect(rows.map(({ phone, state }) => [phone, state])).toEqual([[undefined, 'refused']]);
});

step('every list fits: names instead of codes, nothing to be pushed sideways', async () => {
  for (const page of ['overview', 'orders', 'reviews', 'assessments', 'nurses', 'accounts', 'commands']) {
    await desk.tap(`nav-${page}`);
    await fits(`list-${page}`);
  }
  await desk.tap('nav-orders');
  await choose('order-view', 'all');
  await row('orders', orderId).waitFor();
  await fits('list-orders-all');
  await desk.tap('nav-nurses');
  await choose('nurse-status', 'active');
  await row('nurses', 'nurse0001').waitFor();
  expect(await desk.page.locator('[data-test="table-nurses"]').innerText()).not.toMatch(/[A-Z]{3}-\d{2}/);
  await fits('list-nurses-active');
  expect(desk.complaints).toEqual([]);
});

step('each role sees its own work', async () => {
  for (const [role, menu] of MENU_ROLES) {
    const window = await city.deskOf(role);
    await window.see('who');
    const names = await window.page
      .locator('nav button')
      .evaluateAll((all) => all.map((one) => one.textContent?.trim()));
    expect({ role, names }).toEqual({ role, names: menu });
    await window.page.context().close();
  }
});

step('a list that cannot be read says so and can be asked again', async () => {
  await desk.page.route('**/collections/**', (route) => route.abort());
  await desk.tap('nav-commands');
  await desk.page.locator('.state.error', { hasText: '读取失败，请检查网络后重试' }).waitFor();
  await desk.picture('list-error');
  await desk.page.unrouteAll();
  await desk.page.locator('.state.error button').click();
  await desk.page.locator('[data-test="table-opCommands"] tbody tr').first().waitFor();
});
