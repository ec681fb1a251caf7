import { strings } from '@/strings/standing';

export default definePageConfig({ navigationBarTitleText: strings.appeal.page, enablePullDownRefresh: true });
