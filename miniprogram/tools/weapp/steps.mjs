/**
 * Care mode on the built mini-program itself: one question a page, and every way back (WeChat's arrow, gesture and key take the
 * page off the stack unasked) leads to the question before, with all that was filled in.
 */
import assert from 'node:assert/strict';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { boot } from './runner.mjs';
import { storyCloud } from './story-cloud.mjs';
import { compilersRunHere } from './wxml.mjs';

if (!compilersRunHere) {
  console.warn('weapp steps: not run, WeChat’s compilers in miniprogram-compiler are for linux x64');
  process.exit(0);
}
const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(process.argv[2] || path.join(here, '../../../dist/weapp'));

/** Within half a second a second press of the same button is taken for a slip of the finger. */
const breath = () => new Promise((resolve) => setTimeout(resolve, 500));

/** Started anew in care mode, on one side. */
function started(role, careMode = true) {
  const story = storyCloud();
  const mp = boot(root, { cloud: { call: story.call } });
  mp.storage.set('preferences:u1', { role, careMode, careAnswered: true });
  const screen = () => mp.current();
  const settled = async (what) => {
    await what;
    await mp.settle(30);
  };
  return {
    mp,
    story,
    screen,
    sent: (name) => story.sent.filter(([called]) => called === name).map(([, data]) => data),
    open: (url) => settled(mp.open(url)),
    tap: (label) => settled(screen().tapText(label)),
    tapClass: (name, nth) => settled(screen().tapClass(name, nth)),
    type: (nth, value, tag = 'input') =>
      settled(screen().fire(screen().byTag(tag)[nth], 'input', { value, cursor: value.length })),
    async back() {
      await settled(mp.back());
      await breath();
    },
    typed: (nth, tag = 'input') => screen().byTag(tag)[nth]?.attr.value,
    shows(...words) {
      for (const one of words) assert.ok(screen().text().includes(one), `lacks «${one}»: ${screen().text()}`);
    },
    lacks(...words) {
      for (const one of words) assert.ok(!screen().text().includes(one), `shows «${one}»: ${screen().text()}`);
    },
  };
}

async function bookingIsEightQuestions() {
  const { mp, story, sent, open, tap, tapClass, type, typed, back, shows, lacks } = started('patient');
  await open('/packages/booking/service/index?code=MED-05');
  await tap('立即预约');
  shows('第 1 步，共 8 步', '为谁预约？', '王秀兰');
  lacks('上门地址');
  await tap('下一步：选地址');
  shows('第 2 步，共 8 步', '上门地址');
  lacks('添加照护对象');
  await back();
  shows('第 1 步，共 8 步', '添加照护对象');
  await tap('下一步：选地址');
  await tap('下一步：选时间');
  await tapClass('hour-grid__slot');
  await tap('下一步：选护士');
  shows('第 4 步，共 8 步');
  await tap('下一步：看价格');
  shows('第 5 步，共 8 步', '请核对', '09:30 开始');
  lacks('¥130.00');
  await tap('下一步');
  shows('第 6 步，共 8 步');
  await type(0, '门铃坏了', 'textarea');
  await back();
  shows('第 5 步，共 8 步');
  await tap('下一步');
  assert.equal(typed(0, 'textarea'), '门铃坏了');
  await tap('下一步');
  shows('第 7 步，共 8 步', '上门服务知情同意书');
  await tap('同意，下一步');
  shows('第 8 步，共 8 步', '交通费');
  await back();
  shows('第 7 步，共 8 步');
  await tap('同意，下一步');
  await tap('同意并提交 ¥130.00');
  const [booked, ...more] = sent('createOrder');
  assert.deepEqual([booked.startAt, booked.note, more.length], [story.START, '门铃坏了', 0]);
  assert.equal(mp.current().route, 'packages/order/order/index');
}

/** WeChat opens no eleventh page: there the way on takes the place of the step before, and no tap is dead. */
async function tenPagesDeep() {
  const { mp, open, tap, shows } = started('patient');
  for (let n = 0; n < 9; n += 1) await open('/packages/booking/service/index?code=MED-05');
  await tap('立即预约');
  assert.equal(mp.stack.length, 10);
  await tap('下一步：选地址');
  assert.equal(mp.stack.length, 10);
  shows('第 2 步，共 8 步', '上门地址');
}

async function somebodyNewIsFiveQuestions() {
  const { mp, sent, screen, open, tap, tapClass, type, typed, back, shows, lacks } = started('patient');
  await open('/pages/home/index');
  await open('/packages/people/recipient/index');
  shows('第 1 步，共 5 步');
  await tap('下一步');
  shows('请填写姓名', '第 1 步，共 5 步');
  await breath();
  await type(0, '王秀英');
  await tap('下一步');
  await type(0, '19480312');
  shows('1948 年 3 月 12 日');
  await tap('下一步');
  shows('第 3 步，共 5 步', '父亲');
  await tap('父亲');
  await tap('下一步');
  shows('有权');
  await tapClass('tick-row');
  await breath();
  await tap('下一步');
  await type(1, '青霉素、头孢');
  await back();
  shows('第 3 步，共 5 步');
  await tap('下一步');
  assert.equal(typed(1), '青霉素、头孢');
  await tap('下一步');
  shows('第 5 步，共 5 步');
  await tap('坐轮椅');
  await tap('保存，下一步');
  const [saved, ...more] = sent('saveRecipient');
  assert.equal(more.length, 0);
  assert.deepEqual(
    [saved.step, saved.name, saved.birthDay, saved.relation, saved.statement],
    ['basic', '王秀英', '1948-03-12', '父亲', true],
  );
  assert.deepEqual([saved.health.allergies, saved.health.mobility], [['青霉素', '头孢'], 'wheelchair']);
  assert.equal(screen().route, 'pages/home/index', 'a step of what was saved is met again');
  assert.equal(mp.stack.length, 1);
  lacks('第 5 步');
}

/** What is missing for a booking is one tap away, and the way leads back to it. */
async function whatIsMissingIsOneTapAway() {
  const { story, sent, screen, open, tap, tapClass, shows } = started('patient', false);
  const reason = (code, details = {}) => ({ rule: 'P-031@1', code, sentence: '请先办好', details });
  story.who.eligibility = {
    allowed: false,
    reasons: [reason('CONSENT_MISSING', { kinds: ['service', 'health'] }), reason('RISK_ANSWERS_MISSING')],
    conditions: [],
  };
  story.who.status = 'completed';
  await open('/pages/home/index');
  await tapClass('home-again');
  shows('还差 2 步', '看协议，点同意');
  await tap('去办：看协议，点同意');
  assert.equal(screen().route, 'packages/consents/give/index');
  await tap('我看过了，同意');
  await tapClass('tick-row');
  await tap('我看过了，同意');
  const [given] = sent('giveConsent').filter(({ step }) => step === 'give');
  assert.deepEqual([given.recipientId, given.authorised, given.consents.length], ['r1', true, 2]);
  assert.equal(screen().route, 'packages/booking/confirm/index');
  await tapClass('missing-list__row', 1);
  assert.equal(screen().route, 'packages/assessment/risk/index');
  shows('有胸口痛吗？');
  await tap('没有');
  shows('摔过跤吗？');
  await tap('没有');
  await tap('确认提交');
  shows('可以上门服务');
  assert.deepEqual(sent('assessRecipient').at(-1).answers, { q0: 'no', q1: 'no' });
  story.who.eligibility = undefined;
  await tap('继续预约');
  shows('同意并提交');
}

async function aRecordIsOneTaskAPage() {
  const { mp, story, sent, screen, open, tap, tapClass, type, typed, back, shows, lacks } = started('nurse');
  story.who.status = 'inService';
  await open('/pages/today/index');
  await open(`/packages/visit/visit/index?orderId=${story.ORDER_ID}`);
  shows('第 1 步，共 4 步', '过敏：青霉素');
  for (const nth of [0, 1]) await tapClass('step-checklist', nth);
  await tap('下一步');
  shows('第 2 步，共 4 步', '过敏：青霉素');
  lacks('操作步骤');
  await type(0, '900');
  await tap('下一步');
  shows('第 2 步，共 4 步', '请再量一次');
  await breath();
  await type(0, '132');
  await type(1, '84');
  await type(2, '36.5');
  await back();
  shows('第 1 步，共 4 步', '2 / 2');
  await tap('下一步');
  assert.deepEqual([typed(0), typed(1), typed(2)], ['132', '84', '36.5']);
  await tap('下一步');
  await tapClass('photo-row__add');
  await tap('下一步');
  await type(0, '伤口干净', 'textarea');
  await tap('完成服务');
  const [record, ...more] = sent('completeVisit');
  assert.equal(more.length, 0);
  assert.deepEqual(record.checkedSteps, [0, 1]);
  assert.deepEqual(record.vitals, { systolicMmHg: 132, diastolicMmHg: 84, temperatureCelsius: 36.5 });
  assert.deepEqual([record.photos.length, record.summary], [1, '伤口干净']);
  await back();
  assert.equal(screen().route, 'pages/today/index', 'a step of the finished record is met again');
  assert.equal(mp.stack.length, 1);
}

async function ordinarilyAllStandsOnOnePage() {
  const { open, shows, lacks } = started('patient', false);
  await open('/packages/people/recipient/index');
  shows('姓名', '出生日期', '和您的关系', '平时和谁住', '第 1 步，共 3 步', '保存，下一步');
  lacks('共 5 步');
  await open('/packages/booking/where/index?step=place');
  shows('照护对象', '上门地址', '第 1 步，共 4 步');
}

await bookingIsEightQuestions();
await tenPagesDeep();
await somebodyNewIsFiveQuestions();
await whatIsMissingIsOneTapAway();
await aRecordIsOneTaskAPage();
await ordinarilyAllStandsOnOnePage();
console.log('weapp steps: ok');
process.exit(0);
