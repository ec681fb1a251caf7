import { strings } from '@/strings/income';

export default definePageConfig({ navigationBarTitleText: strings.title, enablePullDownRefresh: true });
