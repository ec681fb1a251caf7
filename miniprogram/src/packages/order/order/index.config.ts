import { strings } from '@/strings/order';

export default definePageConfig({ navigationBarTitleText: strings.order.page, enableShareAppMessage: true });
