import { strings } from '@/strings/order-change';

export default definePageConfig({ navigationBarTitleText: strings.refuse.page });
