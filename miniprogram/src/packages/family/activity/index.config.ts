import { strings } from '@/strings/family';

export default definePageConfig({ navigationBarTitleText: strings.activity.page, enablePullDownRefresh: true });
