/**
 * WeChat's own world, tapped through on the built mini-program: privacy consent, messages, payment outcomes, cards and messages that
 * lead to the right screen and side, a repeat order in two taps, and a host that lacks all of these.
 */
import assert from 'node:assert/strict';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { boot } from './runner.mjs';
import { QUOTE, storyCloud } from './story-cloud.mjs';
import { compilersRunHere } from './wxml.mjs';

if (!compilersRunHere) {
  console.warn('weapp wechat: not run, WeChat’s compilers in miniprogram-compiler are for linux x64');
  process.exit(0);
}
const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(process.argv[2] || path.join(here, '../../../dist/weapp'));

/** A program started anew, with this of WeChat beyond the ordinary. */
function started(api = {}) {
  const story = storyCloud();
  const mp = boot(root, { cloud: { call: story.call }, api });
  const screen = () => mp.current();
  return {
    mp,
    story,
    screen,
    sent: (name) => story.sent.filter(([called]) => called === name).map(([, data]) => data),
    async open(url) {
      await mp.open(url);
      await mp.settle(30);
    },
    async tap(label) {
      await screen().tapText(label);
      await mp.settle(30);
    },
    async tapClass(name) {
      await screen().tapClass(name);
      await mp.settle(30);
    },
    shows(...words) {
      for (const one of words) assert.ok(screen().text().includes(one), `lacks «${one}»: ${screen().text()}`);
    },
    lacks(...words) {
      for (const one of words) assert.ok(!screen().text().includes(one), `shows «${one}»`);
    },
  };
}

async function consentIsAskedAndHeard() {
  let ask = () => {};
  const verdicts = [];
  const { mp, screen, open, shows, lacks, tap } = started({
    getPrivacySetting: ({ success }) => success({ needAuthorization: true }),
    onNeedPrivacyAuthorization: (asked) => (ask = asked),
    openPrivacyContract() {},
  });
  await open('/pages/home/index');
  shows('保护您的隐私', '同意，继续', '《隐私说明》', '《微信隐私保护指引》');
  await tap('《隐私说明》');
  assert.equal(screen().route, 'packages/about/privacy/index');
  shows('谁能看到', '怎样保存');
  lacks('同意，继续');
  await open('/pages/home/index');
  const agree = async () => {
    const [button] = screen()
      .all()
      .filter(
        (node) =>
          node.attr?.['open-type'] === 'agreePrivacyAuthorization' ||
          node.attr?.openType === 'agreePrivacyAuthorization',
      );
    assert.ok(button, 'no button that WeChat takes as consent');
    assert.equal(button.attr.id, 'agree-privacy');
    await screen().fire(button, 'agreeprivacyauthorization');
    await mp.settle(10);
  };
  await agree();
  lacks('同意，继续');
  ask((verdict) => verdicts.push(verdict));
  await mp.settle(10);
  shows('同意，继续');
  await agree();
  lacks('同意，继续');
  // copied: objects of the other realm have another Object
  assert.deepEqual(JSON.parse(JSON.stringify(verdicts)), [
    { event: 'exposureAuthorization' },
    { event: 'agree', buttonId: 'agree-privacy' },
  ]);
}

async function paymentIsWordedAndChecked() {
  const failing = { errMsg: 'requestPayment:fail cancel' };
  const { mp, story, sent, open, tap, shows } = started({
    requestPayment: (options) => {
      // the story's server hears of money at once; here there is none
      story.who.paidFen = 0;
      options.fail?.(failing);
      return Promise.reject(failing);
    },
  });
  story.who.status = 'pendingPayment';
  const page = `/packages/order/order/index?orderId=${story.ORDER_ID}`;
  await open(page);
  const looked = sent('readOrder').length;
  await tap('先付定金 ¥26.00');
  shows('您取消了付款，钱没有扣');
  assert.ok(sent('readOrder').length > looked + 1, 'the server was not asked after the cancelling');
  assert.equal(mp.calls.filter(([name]) => name === 'requestPayment').length, 1);
}

async function cardsCarryNothing() {
  const { mp, story, open } = started();
  story.who.roles = ['patient'];
  for (const url of [
    '/pages/home/index',
    '/packages/booking/service/index?code=MED-05',
    `/packages/order/order/index?orderId=${story.ORDER_ID}`,
  ]) {
    await open(url);
    const page = mp.stack[mp.stack.length - 1];
    const card = page.onShareAppMessage?.({ from: 'menu' });
    assert.ok(card, `${url} cannot be forwarded`);
    assert.equal(card.imageUrl, '/static/share.png');
    for (const secret of ['王秀兰', '王**', '文三路', '13800138000', '高血压'])
      assert.ok(!JSON.stringify(card).includes(secret), `the card of ${url} tells «${secret}»`);
    // what the card leads to opens
    await open(card.path);
  }
}

async function messagesLeadToTheRightSide() {
  const { story, screen, open, shows, tap } = started();
  story.who.status = 'pendingService';
  await open('/pages/mine/index');
  await tap('切换到患者端');
  shows('首页', '订单');
  await open('/pages/offers/index');
  assert.equal(screen().route, 'pages/offers/index', 'a nurse on the other side was sent away from her message');
  shows('今日', '接单', '收入', '您的收入');
  await open(`/packages/order/order/index?orderId=${story.ORDER_ID}`);
  await open('/pages/mine/index');
  shows('首页', '健康', '切换到护士端');
  await open(`/packages/visit/visit/index?orderId=${story.ORDER_ID}`);
  shows('我出发了');
  await open('/pages/mine/index');
  shows('今日', '接单', '切换到患者端');
}

async function someoneElsesOrderIsSaidToBe() {
  const { call, ORDER_ID } = storyCloud();
  const strangers = boot(root, {
    cloud: {
      call: (name, data) =>
        name === 'readOrder'
          ? { ok: false, error: { code: 'NOT_FOUND', message: '没有找到' }, at: Date.now() }
          : call(name, data),
    },
  });
  await strangers.open(`/packages/order/order/index?orderId=${ORDER_ID}`);
  await strangers.settle(30);
  assert.ok(strangers.current().text().includes('这张订单只有家人能打开'), strangers.current().text());
}

async function againInTwoTaps() {
  const { story, sent, open, tap, tapClass, screen, shows } = started();
  story.who.roles = ['patient'];
  story.who.status = 'completed';
  await open('/pages/home/index');
  shows('再来一次：普通伤口换药');
  await tapClass('home-again');
  assert.equal(screen().route, 'packages/booking/confirm/index');
  shows('再来一次，请核对', '王秀兰', '文三路', '09:30', '王护士');
  await tap('同意并提交 ¥130.00');
  const [booked] = sent('createOrder');
  const { requestId, ...wish } = booked;
  assert.match(requestId, /^[0-9a-z]{24}$/);
  assert.deepEqual(wish, {
    serviceCode: 'MED-05',
    recipientId: 'r1',
    addressId: 'a1',
    startAt: story.START,
    nurseId: 'n1',
    note: '',
    informedConsent: { version: 1 },
    expectedTotalFen: 13000,
    quote: QUOTE.token,
    urgent: false,
    nurseSex: null,
    couponId: null,
    usePoints: false,
    packageId: null,
  });
}

async function peopleAndPlacesAreChanged() {
  const { sent, open, tap, screen } = started();
  await open('/packages/people/contacts/index?recipientId=r1');
  const values = screen()
    .byTag('input')
    .map((field) => field.attr.value);
  assert.ok(values.includes('王小红') && values.includes('13800138002'), `contacts not shown: ${values.join()}`);
  await tap('保存');
  assert.equal(sent('saveRecipient')[0].emergencyContacts[1].relation, '女儿');
  await open('/packages/people/address/index?addressId=a1');
  await tap('删除这个地址');
  await tap('删除');
  assert.deepEqual(sent('saveAddress'), [{ kind: 'remove', addressId: 'a1' }]);
}

/** As the build was told the templates or not: the button or, in words, that there are none. */
async function messagesAreAskedForWithAReason() {
  const asked = [];
  const { story, open, shows, tap } = started({
    requestSubscribeMessage: (options) => {
      asked.push([...options.tmplIds]);
      options.success(Object.fromEntries(options.tmplIds.map((id) => [id, 'accept'])));
    },
  });
  story.who.status = 'pendingService';
  await open(`/packages/order/order/index?orderId=${story.ORDER_ID}`);
  const told = JSON.parse(process.env.SUBSCRIBE_TEMPLATES || '{}');
  if (!told.nurseDeparted) return shows('微信提醒还没有开通');
  shows('护士出发、服务做完、或者有变动时，我们会在微信里告诉您');
  await tap('打开微信提醒');
  // copied, as above
  assert.deepEqual(JSON.parse(JSON.stringify(asked)), [[told.nurseDeparted, told.visitFinished, told.orderCancelled]]);
  shows('好的，到时候微信告诉您');
}

await consentIsAskedAndHeard();
await paymentIsWordedAndChecked();
await cardsCarryNothing();
await messagesLeadToTheRightSide();
await someoneElsesOrderIsSaidToBe();
await againInTwoTaps();
await peopleAndPlacesAreChanged();
await messagesAreAskedForWithAReason();
console.log('weapp wechat: ok');
process.exit(0);
