import { strings } from '@/strings/family';

export default definePageConfig({ navigationBarTitleText: strings.people.page, enablePullDownRefresh: true });
