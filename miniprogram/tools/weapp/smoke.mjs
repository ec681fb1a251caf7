/** The main story tapped through on the built mini-program itself: a patient books and pays, a nurse accepts and visits. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { boot } from './runner.mjs';
import { storyCloud } from './story-cloud.mjs';
import { compilersRunHere } from './wxml.mjs';

if (!compilersRunHere) {
  console.warn('weapp smoke: not run, WeChat’s compilers in miniprogram-compiler are for linux x64');
  process.exit(0);
}
const here = path.dirname(fileURLToPath(import.meta.url));
const story = storyCloud();
const mp = boot(path.resolve(process.argv[2] || path.join(here, '../../../dist/weapp')), {
  cloud: { call: story.call },
});
const sent = (name) => story.sent.filter(([called]) => called === name).map(([, data]) => data);
const screen = () => mp.current();
const shows = (...words) => {
  for (const one of words)
    assert.ok(screen().text().includes(one), `${screen().route} lacks «${one}»: ${screen().text()}`);
};
async function tap(label) {
  await screen().tapText(label);
  await mp.settle(20);
}
async function type(nth, value, tag = 'input') {
  const field = screen().byTag(tag)[nth];
  assert.ok(field, `${screen().route} has no ${tag} ${nth}`);
  await screen().fire(field, 'input', { value, cursor: value.length });
}

async function patientBooksAndPays() {
  await mp.open('/pages/mine/index');
  await mp.settle(20);
  await tap('切换到患者端');
  await mp.settle(20);
  shows('护士上门', '基础医疗护理', '首页', '订单', '健康', '我的');
  await screen().tapClass('home-categories__tile');
  await mp.settle(10);
  await screen().tapClass('service-row');
  await mp.settle(10);
  shows('这些情况不能上门做', '大出血', '请准备医嘱');
  await tap('立即预约');
  shows('第 1 步', '王秀兰');
  await tap('下一步：选时间');
  shows('09:30', '约满');
  await screen().tapClass('hour-grid__slot');
  await tap('下一步：选护士');
  shows('服务过您 3 次');
  await tap('下一步：看价格');
  shows('交通费', '¥130.00');
  await tap('同意并提交 ¥130.00');
  await mp.settle(20);
  const [booked, ...more] = sent('createOrder');
  assert.equal(more.length, 0, 'booked more than once');
  assert.match(booked.requestId, /^[0-9a-z]{24}$/);
  assert.deepEqual([booked.startAt, booked.expectedTotalFen, booked.nurseId], [story.START, 13000, null]);
  assert.equal(screen().route, 'packages/order/order/index');
  shows('正在为您找护士');

  story.who.status = 'pendingPayment';
  await mp.open(`/packages/order/order/index?orderId=${story.ORDER_ID}`);
  await mp.settle(20);
  await tap('先付定金 ¥26.00');
  await mp.settle(30);
  assert.deepEqual(sent('payOrder'), [{ orderId: story.ORDER_ID, part: 'deposit' }]);
  assert.equal(mp.calls.filter(([name]) => name === 'requestPayment').length, 1);
  story.who.status = 'travelling';
  await mp.open(`/packages/order/order/index?orderId=${story.ORDER_ID}`);
  await mp.settle(20);
  assert.equal(screen().byTag('map').length, 1, 'no map while the nurse travels');
}

async function nurseVisits() {
  story.who.status = 'pendingService';
  await mp.open('/pages/mine/index');
  await mp.settle(20);
  await tap('切换到护士端');
  shows('今日', '接单', '收入', '准备出发');
  await mp.open('/pages/offers/index');
  await mp.settle(20);
  shows('您的收入 ¥90.00', '女 · 78 岁');
  await tap('接单');
  // two things read 接单, the tab and the button: the tab bar is drawn last, so tapping by class decides
  if (sent('acceptOrder').length === 0) await screen().tapClass('main-button', 1);
  await mp.settle(20);
  assert.equal(sent('acceptOrder').length, 1);

  const visit = `/packages/visit/visit/index?orderId=${story.ORDER_ID}`;
  await mp.open(visit);
  await mp.settle(20);
  await tap('我出发了');
  assert.equal(sent('setOut').length, 1);
  story.who.status = 'travelling';
  await mp.open(visit);
  await mp.settle(20);
  assert.ok(sent('reportLocation').length > 0, 'the way was not reported');
  await type(0, '123456');
  await tap('核对并签到');
  assert.deepEqual(sent('checkIn')[0].visitCode, '123456');
  story.who.status = 'inService';
  await mp.open(visit);
  await mp.settle(20);
  for (const nth of [0, 1]) await screen().tapClass('step-checklist', nth);
  await type(0, '132');
  await type(1, '900');
  shows('请再量一次');
  await type(1, '84');
  await type(2, '36.5');
  await screen().tapClass('photo-row__add');
  await mp.settle(20);
  await type(0, '伤口干净', 'textarea');
  await tap('完成服务');
  const [record] = sent('completeVisit');
  assert.deepEqual(record.vitals, { systolicMmHg: 132, diastolicMmHg: 84, temperatureCelsius: 36.5 });
  assert.deepEqual(record.checkedSteps, [0, 1]);
  assert.deepEqual([record.photos.length, record.photos[0].label, record.summary], [1, '换药后', '伤口干净']);
}

async function everyPageDraws() {
  for (const sub of mp.config.subPackages) {
    for (const page of sub.pages) {
      const query = 'orderId=x&code=MED-05&recipientId=r1&category=MED';
      const drawn = await mp.open(`/${sub.root}/${page}?${query}`);
      await mp.settle(10);
      assert.ok(drawn.all().length > 5, `${sub.root}/${page} is empty`);
    }
  }
  for (const page of mp.config.pages) assert.ok((await mp.open(`/${page}`)).all().length > 5, `${page} is empty`);
}

/** Large print, dark colours and the words for a screen reader reach the drawn page. */
async function moodsAndReader() {
  await mp.open('/pages/mine/index');
  await mp.settle(20);
  const shell = () => screen().byClass('shell')[0].attr.class;
  const care = () => screen().byClass('mine-care')[0].attr;
  assert.deepEqual([care().ariaRole, care().ariaChecked], ['switch', false]);
  assert.ok(shell().includes('theme-light') && !shell().includes('is-large'), shell());
  await screen().tapClass('mine-care');
  assert.equal(care().ariaChecked, true);
  shows('家人电话');
  // in care mode one task a page
  await tap('外观');
  await tap('深色');
  assert.ok(shell().includes('theme-dark is-large'), shell());
  await tap('跟随系统');
  await mp.open('/pages/mine/index');
  await mp.settle(20);
  await screen().tapClass('mine-care');
  assert.ok(shell().includes('theme-light') && !shell().includes('is-large'), shell());
}

await patientBooksAndPays();
await nurseVisits();
await everyPageDraws();
await moodsAndReader();
console.log('weapp smoke: ok', { pages: mp.stack.length, calls: story.sent.length, asked: [...mp.missing].join(' ') });
process.exit(0);
