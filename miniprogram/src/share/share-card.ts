/** What is sent when somebody forwards a page. Neither words nor picture say who is ill, with what, or where. */
import { strings } from '@/strings/share';
export interface ShareCard {
  readonly title: string;
  readonly path: string;
  /** Always our own picture: WeChat's default is a photograph of the screen, with whatever stands on it. */
  readonly imageUrl: string;
}
const PICTURE = '/static/share.png';

export const homeCard = (): ShareCard => ({
  title: strings.home,
  path: '/pages/home/index',
  imageUrl: PICTURE,
});

export const serviceCard = (code: string, name: string): ShareCard => ({
  title: name ? strings.service({ name }) : homeCard().title,
  path: `/packages/booking/service/index?code=${encodeURIComponent(code)}`,
  imageUrl: PICTURE,
});

/** To the family. Only the id travels; whoever opens it is asked who they are, and sees what the server lets them see. */
export const orderCard = (orderId: string): ShareCard => ({
  title: strings.order,
  path: `/packages/order/order/index?orderId=${encodeURIComponent(orderId)}`,
  imageUrl: PICTURE,
});
