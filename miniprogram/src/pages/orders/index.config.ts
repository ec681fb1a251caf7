import { strings } from '@/strings/orders';

export default definePageConfig({ navigationBarTitleText: strings.title, enablePullDownRefresh: true });
