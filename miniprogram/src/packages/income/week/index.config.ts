import { strings } from '@/strings/income';

export default definePageConfig({ navigationBarTitleText: strings.week.page, enablePullDownRefresh: true });
