import { strings } from '@/strings/family';

export default definePageConfig({ navigationBarTitleText: strings.circle.page, enablePullDownRefresh: true });
