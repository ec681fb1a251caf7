import { strings } from '@/strings/today';

export default definePageConfig({ navigationBarTitleText: strings.title, enablePullDownRefresh: true });
