import { strings } from '@/strings/mine';

export default definePageConfig({ navigationBarTitleText: strings.title, enablePullDownRefresh: true });
