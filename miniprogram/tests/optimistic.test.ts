import { shallowRef } from 'vue';
import type { OrderView } from '#contract/orders';
import { optimistically } from '@/live/optimistic';
import { confirmed } from '@/packages/order/components/confirmed';

test('shown at once; refused, what was there before is back and the reason goes on', async () => {
  const shown = shallowRef<string | null>('待确认');
  let refuse = (_: Error) => {};
  const act = () => new Promise<void>((_, reject) => (refuse = reject));
  const asked = optimistically(shown, () => '已完成', act);
  expect(shown.value).toBe('已完成');
  refuse(new Error('状态已变化'));
  await expect(asked).rejects.toThrow('状态已变化');
  expect(shown.value).toBe('待确认');
});

test('something newer that came meanwhile is not rolled back', async () => {
  const shown = shallowRef<string | null>('待确认');
  const asked = optimistically(
    shown,
    () => '已完成',
    () => {
      shown.value = '退款中';
      return Promise.reject(new Error('no'));
    },
  );
  await expect(asked).rejects.toThrow('no');
  expect(shown.value).toBe('退款中');
});

test('nothing shown yet: only asked', async () => {
  const shown = shallowRef<string | null>(null);
  await optimistically(
    shown,
    () => 'guess',
    () => Promise.resolve(),
  );
  expect(shown.value).toBeNull();
});

test.each([
  [0, 'completed', '已完成'],
  [13_360, 'pendingBalance', '待支付'],
])('confirmed with %i fen to pay: %s', (dueFen, status, statusText) => {
  const order = { status: 'pendingConfirmation', statusText: '待确认', dueFen } as OrderView;
  expect(confirmed(order)).toMatchObject({ status, statusText, dueFen });
});
