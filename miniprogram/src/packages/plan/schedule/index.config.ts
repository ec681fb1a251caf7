import { strings } from '@/strings/plan';

export default definePageConfig({ navigationBarTitleText: strings.schedule.page, enablePullDownRefresh: true });
