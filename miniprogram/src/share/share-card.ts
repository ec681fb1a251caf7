/** What is sent when somebody forwards a page. Neither words nor picture say who is ill, with what, or where. */
export interface ShareCard {
  readonly title: string;
  readonly path: string;
  /** Always our own picture: WeChat's default is a photograph of the screen, with whatever stands on it. */
  readonly imageUrl: string;
}
const PICTURE = '/static/share.png';

export const homeCard = (): ShareCard => ({
  title: '护士上门：换药、量血压、康复训练，在家就能做',
  path: '/pages/home/index',
  imageUrl: PICTURE,
});

export const serviceCard = (code: string, name: string): ShareCard => ({
  title: name ? `${name}：请护士上门做，价钱写得明明白白` : homeCard().title,
  path: `/packages/booking/service/index?code=${encodeURIComponent(code)}`,
  imageUrl: PICTURE,
});

/** To the family. Only the id travels; whoever opens it is asked who they are, and sees what the server lets them see. */
export const orderCard = (orderId: string): ShareCard => ({
  title: '护士上门的进度，点开看看',
  path: `/packages/order/order/index?orderId=${encodeURIComponent(orderId)}`,
  imageUrl: PICTURE,
});
