import { strings } from '@/strings/income';

export default definePageConfig({ navigationBarTitleText: strings.year.page, enablePullDownRefresh: true });
