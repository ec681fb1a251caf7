import { strings } from '@/strings/training';

export default definePageConfig({ navigationBarTitleText: strings.courses.page, enablePullDownRefresh: true });
