import { strings } from '@/strings/health';

export default definePageConfig({ navigationBarTitleText: strings.title, enablePullDownRefresh: true });
