import { strings } from '@/strings/offers';

export default definePageConfig({ navigationBarTitleText: strings.title, enablePullDownRefresh: true });
