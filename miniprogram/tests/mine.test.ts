import { flushPromises, mount } from '@vue/test-utils';
import Taro from '@tarojs/taro';
import { groupsOf } from '@/pages/mine/groups';
import MineContent from '@/pages/mine/mine-content.vue';
import { session, setCareMode, signIn } from '@/session/session';
import { answerWith } from './stand-ins/cloud';

const address = { addressId: 'a1', label: '家', text: '文三路 1 号' };
const recipient = { recipientId: 'r1', name: '王秀兰', relation: '母亲', ageYears: 78, verified: true, conditions: [] };

beforeAll(async () => {
  const me = { userId: 'u1', displayName: '王', openid: 'o1', uid: 'u1', roles: ['patient'], nurseId: null };
  const data = { ...me, recipients: [recipient], addresses: [address] };
  answerWith({ signIn: () => ({ ok: true, data, at: 1 }) });
  await signIn();
});

test('everything on one page; in care mode a row for each task, which opens it alone', async () => {
  const page = mount(MineContent);
  expect(page.find('[data-test=my-recipient-r1]').exists()).toBe(true);
  expect(page.find('[data-test=my-address-a1]').exists()).toBe(true);
  setCareMode(true);
  await flushPromises();
  expect(page.find('[data-test=my-recipient-r1]').exists()).toBe(false);
  expect(page.findAll('[data-test^=mine-]').map((row) => row.text())).toEqual([
    '我的定期上门每周固定来的服务',
    '优惠券和积分',
    '套餐',
    '我的发票',
    '家人电话',
    '照护对象',
    '上门地址',
    '外观',
  ]);
  await page.find('[data-test=mine-recipients]').trigger('tap');
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/mine/group/index?group=recipients' });
  setCareMode(false);
  expect(session.careMode.value).toBe(false);
});

test('a nurse has nobody to be cared for and no address here', () =>
  expect(groupsOf('nurse')).toEqual(['family', 'look']));
