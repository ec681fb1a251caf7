import { flushPromises, mount } from '@vue/test-utils';
import Taro from '@tarojs/taro';
import type { OfferView } from '#contract/listOffers';
import { signIn } from '@/session/session';
import OfferList from '@/pages/offers/offer-list.vue';
import { answerWith, asked } from './stand-ins/cloud';

const NOW = Date.parse('2026-11-23T08:00:00+08:00');
const offer = {
  ...{ orderId: 'o1', serviceCode: 'MED-02', serviceName: '静脉采血', district: '西湖区', recipientHint: '女 · 78 岁' },
  ...{ startAt: NOW + 86_400_000, endAt: NOW + 88_200_000, offeredAt: NOW, expiresAt: NOW + 900_000 },
  ...{
    distanceMeters: 1_200,
    travelMinutes: 8,
    travelEstimated: false,
    incomeFen: 5_760,
    exclusive: false,
    urgent: false,
  },
} satisfies OfferView;
const me = { userId: 'u1', displayName: '王', openid: 'o1', uid: 'u1', roles: ['nurse'], nurseId: 'n1' };
const ok = (data: object) => ({ ok: true, data, at: NOW });
const TAKEN = '这张订单刚刚被别的护士接走了';
const refused = { ok: false, error: { code: 'ORDER_TAKEN', message: TAKEN }, at: NOW };

let answerAccept: (answer: object) => void;
let offers: OfferView[];

beforeEach(async () => {
  offers = [offer];
  answerWith({
    signIn: () => ok({ ...me, recipients: [], addresses: [] }),
    listOffers: () => ok({ offers }),
    acceptOrder: () => new Promise((answer) => (answerAccept = answer)),
  });
  await signIn();
  jest.mocked(Taro.switchTab).mockClear();
});

async function accepting() {
  const list = mount(OfferList);
  await flushPromises();
  await list.find('[data-test=accept]').trigger('click');
  await flushPromises();
  return list;
}

test('accepted: shown as hers with the tap, before the server has said anything', async () => {
  const list = await accepting();
  expect(list.find('[data-test=accepting]').exists()).toBe(true);
  expect(list.find('[data-test=accept]').exists()).toBe(false);
  expect(asked.at(-1)).toEqual(['acceptOrder', { orderId: 'o1' }]);
  answerAccept(ok({}));
  await flushPromises();
  expect(Taro.switchTab).toHaveBeenCalledWith({ url: '/pages/today/index' });
});

test('refused while the offer still stands: the buttons are back, and the reason is on the card', async () => {
  const list = await accepting();
  answerAccept(refused);
  await flushPromises();
  expect(list.find('[data-test=accepting]').exists()).toBe(false);
  expect(list.find('[data-test=accept]').exists()).toBe(true);
  expect(list.find('[data-test=offer-o1] [data-test=problem]').text()).toBe(TAKEN);
  expect(Taro.switchTab).not.toHaveBeenCalled();
});

test('refused and gone: the list says which offer was lost, and why', async () => {
  const list = await accepting();
  offers = [];
  answerAccept(refused);
  await flushPromises();
  expect(list.find('[data-test=offer-o1]').exists()).toBe(false);
  expect(list.find('[data-test=problem]').text()).toBe(`静脉采血没有接成：${TAKEN}`);
});
