import { itemOf } from './standingWords';

test.each([
  ['late:order1', '一次迟到', 'order1'],
  ['complaint:a:b', '一次确认的投诉', 'a:b'],
])('%s is %s of %s', (itemId, what, orderId) => {
  expect(itemOf(itemId)).toEqual({ what, orderId });
});
