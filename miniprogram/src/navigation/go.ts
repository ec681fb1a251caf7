/** Ways between pages, in one place, so that an address is written once. */
import Taro from '@tarojs/taro';

const to = (path: string, query: Record<string, string> = {}) => {
  const search = Object.entries(query).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  void Taro.navigateTo({ url: `/packages/${path}/index${search.length > 0 ? `?${search.join('&')}` : ''}` });
};

export const go = {
  services: (category: string) => to('booking/services', { category }),
  service: (code: string) => to('booking/service', { code }),
  bookWhere: () => to('booking/where'),
  bookWhen: () => to('booking/when'),
  bookNurse: () => to('booking/nurse'),
  bookConfirm: () => to('booking/confirm'),
  order: (orderId: string) => to('order/order', { orderId }),
  review: (orderId: string) => to('order/review', { orderId }),
  cancel: (orderId: string, as: string) => to('order/cancel', { orderId, as }),
  visit: (orderId: string) => to('visit/visit', { orderId }),
  recipient: (recipientId = '') => to('people/recipient', { recipientId }),
  identity: (recipientId: string) => to('people/identity', { recipientId }),
  address: () => to('people/address'),
  back: () => void Taro.navigateBack(),
  /** After booking: the order takes the place of the last step, so that "back" does not book again. */
  bookedOrder: (orderId: string) => void Taro.reLaunch({ url: `/packages/order/order/index?orderId=${orderId}` }),
  orders: () => void Taro.switchTab({ url: '/pages/orders/index' }),
};
